"""The documentation of an API for its users: static pages from the facts of its package, code samples, a server with the mock."""
