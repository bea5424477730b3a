"""Compare two documents in terms of the Python packages that they generate."""
