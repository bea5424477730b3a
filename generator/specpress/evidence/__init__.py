"""Tables that the generated tests read."""
