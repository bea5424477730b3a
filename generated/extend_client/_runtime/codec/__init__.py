"""Codecs: decode and encode values, models and request bodies."""
