"""How each model is read from JSON and written to it: straight-line functions made from its schema."""
