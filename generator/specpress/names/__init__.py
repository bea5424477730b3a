"""Names: words, case, escape, settle. Python names from a document's words, never by a counter."""

from specpress.names.case import pascal, screaming, snake, words
from specpress.names.reserve import escape
from specpress.names.settle import Claim, settle

__all__ = ["Claim", "escape", "pascal", "screaming", "settle", "snake", "words"]
