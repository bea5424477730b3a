"""Attacks on the generator: hostile texts in every position, and mutated inputs."""
