"""Lifecycles: confirmation of refused calls, outcomes, waiting for a state."""
