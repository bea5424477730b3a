"""Python names derived from the words of a document.

Clashes are resolved by longer names, never by a counter: with a counter, a new entry of the
document would rename existing code.
"""

from specpress.python.names.assign import Claim, assign_names
from specpress.python.names.case import (
    capitals,
    name_variable,
    pascal,
    screaming,
    snake,
    words,
)
from specpress.python.names.difference import (
    describe_differences,
    describe_origin,
    spell_symbols,
)
from specpress.python.names.reserve import escape, reserved
from specpress.python.names.shorten import list_pascal_names

__all__ = [
    "Claim",
    "assign_names",
    "capitals",
    "describe_differences",
    "describe_origin",
    "escape",
    "list_pascal_names",
    "name_variable",
    "pascal",
    "reserved",
    "screaming",
    "snake",
    "spell_symbols",
    "words",
]
