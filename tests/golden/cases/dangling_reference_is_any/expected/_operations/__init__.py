"""Tables: what each operation sends and how its answers are read."""
