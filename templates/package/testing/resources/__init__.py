"""Resources of the fake: their operations, with the types of results and arguments."""
