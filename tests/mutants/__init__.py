"""Mutation testing: the generated package with one thing changed must fail its own tests."""
