"""Strings that match regular expressions, with lookarounds and limits of the length."""
