"""A project that depends on the generated client."""
