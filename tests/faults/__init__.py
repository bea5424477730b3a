"""Faults of servers and networks, numbered, and what the clients make of each."""
