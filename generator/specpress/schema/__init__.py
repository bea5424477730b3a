"""Facts about JSON Schema: keywords, dialects, validation."""
