"""Numbered faults of servers and networks, and the outcome of each in the generated clients."""
