"""Programs of old packages, which `specpress upgrade` edits for the new ones."""
