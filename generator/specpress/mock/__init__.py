"""A mock server for an OpenAPI document, as an ASGI application."""
