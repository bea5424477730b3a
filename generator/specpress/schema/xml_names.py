"""Names of elements and attributes in XML."""

from __future__ import annotations

import re
from functools import lru_cache
from xml.parsers import expat

_NOT_IN_NAMES = re.compile(r"[^\w.:-]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_NO_START = re.compile(r"[\d.-]")


@lru_cache(1 << 12)
def to_xml_name(name: str) -> str:
    """Return a name with `_` in place of the characters that names in XML do not contain."""
    valid = _NOT_IN_NAMES.sub("_", name) or "_"
    if _NO_START.match(valid):
        valid = f"_{valid}"
    return valid if _is_name(valid) else _NOT_ASCII.sub("_", valid)


def _is_name(text: str) -> bool:
    """Return whether a parser accepts a name: parsers differ in characters beyond ASCII."""
    if text.isascii():
        return True
    try:
        expat.ParserCreate().Parse(f"<{text}/>".encode(), True)
    except (expat.ExpatError, ValueError):
        return False
    return True
