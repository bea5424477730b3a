"""Transports: HTTP libraries, connections, clocks, limits and credentials."""
