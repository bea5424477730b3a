"""Load the fixtures of the client."""

pytest_plugins = ["extend_client.testing.plugin"]
