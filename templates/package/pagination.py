"""Pages: the results of paginated operations, and their error."""

from __future__ import annotations

from ._runtime.pages.next_page import RepeatedPageError
from ._runtime.pages.page_async import AsyncPage
from ._runtime.pages.page_sync import Page
from ._runtime.pages.paginator import AsyncPaginator

__all__ = ["AsyncPage", "AsyncPaginator", "Page", "RepeatedPageError"]
