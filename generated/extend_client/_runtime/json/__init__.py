"""JSON: parsing, serialization, and content that is read as JSON or text."""
