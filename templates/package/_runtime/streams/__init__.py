"""Streams, pages and webhooks: responses that arrive in parts, and requests of the server."""
