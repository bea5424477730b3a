"""Values that are valid for a schema."""
