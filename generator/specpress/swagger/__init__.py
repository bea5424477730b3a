"""Upgrade Swagger 2.0 to OpenAPI 3.0 in memory; `docs/swagger.md` lists what changes.

The result is the tree that all later stages read. Each value keeps the position where it is
written, and each reference the text that messages show.
"""

from specpress.document.versions import is_swagger
from specpress.swagger.upgrade import upgrade

__all__ = ["is_swagger", "upgrade"]
