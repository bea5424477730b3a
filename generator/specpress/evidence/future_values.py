"""Future values: JSON that a later version of the API may send, and the names of the changes."""

from __future__ import annotations

# Values that no document declares, as a later version of the API may send them.
NESTED = {"nested": [{"values": [None, 1.5]}]}
NEW_KEY, NEW_VARIANT_KEY = "futureKey", "futureVariant"
NEW_TEXT, NEW_NUMBER = "future-value", 9_876_543
LARGE_NUMBER = 2**60
# Changes of a later version of the API, as they are named in the tables.
UNKNOWN_VALUE, UNKNOWN_VARIANT = "unknown enum value", "unknown variant"
UNDECLARED_KEY, OTHER_NUMBER = "undeclared key", "large number"
OTHER_CONTENT = "other content"
