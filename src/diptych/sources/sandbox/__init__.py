"""A child process with limits, in which the formats that need a library are read."""
