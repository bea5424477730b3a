"""The fixture of the client."""

pytest_plugins = ["extend_client.testing.plugin"]
