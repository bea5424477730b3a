"""A project that uses the client, as its users would."""
