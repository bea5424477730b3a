"""Migrations of configurations of other generators."""
