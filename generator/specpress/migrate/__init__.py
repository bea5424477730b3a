"""Read the configuration of another generator, and write settings that keep the names of its client."""
