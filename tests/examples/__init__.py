"""The examples: each runs as its README describes."""
