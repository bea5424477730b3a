"""Resources: the operations of the API, grouped by tag."""
