"""The documentation is executed: every block of the guides runs, and prints what the page shows."""
