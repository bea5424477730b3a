"""Exclude the tests of the project: they run where its clients are installed."""

collect_ignore = ["project"]
