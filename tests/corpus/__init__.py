"""The scoreboard: real documents by other people, pressed and put to the proof (`make corpus`)."""
