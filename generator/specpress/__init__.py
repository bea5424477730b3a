"""Press an OpenAPI document into a Python client."""
