"""The project's own tests run where its wheel is installed, not here."""

collect_ignore = ["app"]
