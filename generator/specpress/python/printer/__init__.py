"""Lay out rendered Python source as black does."""

from specpress.python.printer.old import lay_out

__all__ = ["lay_out"]
