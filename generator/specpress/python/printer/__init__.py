"""Lay out rendered Python source as black does."""

from specpress.python.printer.statements import lay_out

__all__ = ["lay_out"]
