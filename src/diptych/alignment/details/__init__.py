"""Checkable details of two linked passages, kind by kind; `diptych.alignment.differences` is their door."""
