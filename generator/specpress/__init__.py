"""Generate a Python client from an OpenAPI document."""

__version__ = "0.1.0"
