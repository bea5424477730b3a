"""Names: words, case, escape, settle. Python names from a document's words, never by a counter."""

from specpress.names.case import capitals, pascal, screaming, snake, words
from specpress.names.reserve import escape, reserved
from specpress.names.settle import Claim, settle

__all__ = [
    "Claim",
    "capitals",
    "escape",
    "pascal",
    "reserved",
    "screaming",
    "settle",
    "snake",
    "words",
]
