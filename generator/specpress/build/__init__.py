"""Build the intermediate representation, `ir.Api`, from a document."""

from specpress.build.api import build

__all__ = ["build"]
