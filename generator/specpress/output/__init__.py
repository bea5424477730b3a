"""Output files: render, write, compare."""
