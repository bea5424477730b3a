"""Programs that use a generated package: the places that a change touches, and their edits."""
