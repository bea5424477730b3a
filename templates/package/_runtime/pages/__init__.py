"""Pages of paginated operations."""
