"""Tables: the request and the responses of each operation."""
