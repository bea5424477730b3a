"""Exclude the tests of the project: they run where the wheel of the client is installed."""

collect_ignore = ["app"]
