"""The sentences of the view for screen readers."""

from __future__ import annotations

from dataclasses import replace

from diptych.alignment.kinds import Grade, Voice
from diptych.reader.accessible.wording import evidence
from diptych.reader.state.session import ReaderSession
from support.small_articles import bridge


def test_each_counterpart_says_who_makes_it() -> None:
    known = bridge()
    links = [replace(link, model_grade=Grade.RELATED) for link in known.alignment.links]
    alignment = replace(known.alignment, candidates=tuple(links), voice=Voice.BOTH)
    session = ReaderSession(known.articles)
    session.receive(replace(known, alignment=alignment))
    (other,) = [line for line in evidence(session) if line.startswith("Counterpart 2 of 2")]
    assert ", the model: related: " in other
    session.to_counterpart()
    (other,) = [line for line in evidence(session) if line.startswith("Counterpart 2 of 2")]
    assert other.startswith("Counterpart 2 of 2 of the passage of the left article, ")
