"""Python: names, type expressions, layout."""
