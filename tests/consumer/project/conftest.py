"""Load the fixtures of both clients."""

pytest_plugins = ["bookshop_client.testing.plugin", "extend_client.testing.plugin"]
