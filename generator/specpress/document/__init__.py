"""Documents: load, fetch, overlay, positions of values, references and problems."""
