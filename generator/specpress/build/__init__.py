"""Build: cursors into a document become the frozen `ir.Api`."""

from specpress.build.api import build

__all__ = ["build"]
