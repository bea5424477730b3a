"""Build the intermediate representation, `ir.Api`, from a document."""

from specpress.reader.api import build

__all__ = ["build"]
