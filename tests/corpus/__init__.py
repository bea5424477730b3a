"""The scoreboard: generate clients of real documents by other people, and check the output (`make corpus`)."""
