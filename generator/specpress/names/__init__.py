"""Names: words, case, escape, assign_names. Python names from a document's words, never by a counter."""

from specpress.names.case import capitals, pascal, screaming, snake, words
from specpress.names.reserve import escape, reserved
from specpress.names.assign import Claim, assign_names

__all__ = [
    "Claim",
    "capitals",
    "escape",
    "pascal",
    "reserved",
    "screaming",
    "assign_names",
    "snake",
    "words",
]
