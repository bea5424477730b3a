"""Pagination that follows from the shape of a document, and the items of every paginated operation."""

from specpress.reader.paging.stage import add_pages

__all__ = ["add_pages"]
