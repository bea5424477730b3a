"""Exclude the tests of the projects: they run where the client is installed."""

collect_ignore = ["app", "shop"]
