"""Words of a text, and the three cases that Python writes them in."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache, lru_cache

REMEMBERED = 1 << 16
"""Documents say the same words over and over."""
LONGEST = 64
MOST_BYTES = 128
"""A file's name may have 255 bytes on most systems; what Python and editors put behind it must fit, too."""

# Signs that would otherwise leave two names equal: +1 and -1, a<b and a>b.
SIGNS = {
    "+": " plus ",
    "<": " less than ",
    ">": " greater than ",
    "=": " equals ",
    "*": " star ",
}
_MINUS = re.compile(r"(?<![\w)])-(?=\w)")
_SNAKE = re.compile(r"[a-z]+[0-9]*(?:_[a-z]+[0-9]*)*")
"""Most names of fields: their words are told by a look."""
# A word by the kinds of its signs (see `_kind`): HTTP|Server, page, v|2, 日本; marks stay with their letter.
_WORD = re.compile(r"(?:UM*)+(?=UM*L)|(?:UM*)?(?:LM*)+|(?:UM*)+|(?:OM*)+|(?:DM*)+|M+")


def words(text: str) -> list[str]:
    """The words of a text, in lower case: "HTTPServer_v2" gives http, server, v, 2 joined as v2."""
    if _SNAKE.fullmatch(text):
        return text.split("_")
    plain = unicodedata.normalize("NFKC", text)
    plain = _MINUS.sub(" minus ", plain)
    for sign, spoken in SIGNS.items():
        plain = plain.replace(sign, spoken)
    kinds = "".join(map(_kind, plain))
    found: list[str] = []
    last_end = -1
    for match in _WORD.finditer(kinds):
        word = plain[match.start() : match.end()].lower()
        if kinds[match.start()] == "D" and match.start() == last_end:
            found[-1] += word
        else:
            found.append(word)
        last_end = match.end()
    return found or _spelled(text)


@cache
def _kind(sign: str) -> str:
    """Upper, Lower, Digit, Mark, Other letter; a space for what may not stand in a name."""
    if not f"_{sign}".isidentifier() or unicodedata.category(sign) == "Pc":
        return " "
    if sign.isupper() or sign.istitle():
        return "U"
    if sign.islower():
        return "L"
    if unicodedata.category(sign).startswith("M"):
        return "M"
    return "D" if sign.isdecimal() else "O"


def _spelled(text: str) -> list[str]:
    """Words for a text of signs alone: the names of its characters, or "empty"."""
    names = [unicodedata.name(sign, "") for sign in text[:4] if not sign.isspace()]
    spoken = re.findall(r"[a-z]+", " ".join(names).lower())
    return spoken or (["blank"] if text else ["empty"])


@lru_cache(REMEMBERED)
def snake(text: str) -> str:
    """`retry_after` from "Retry-After"."""
    return _clip("_".join(words(text)), text)


@lru_cache(REMEMBERED)
def screaming(text: str) -> str:
    """`RETRY_AFTER` from "retry-after"."""
    return _clip("_".join(words(text)).upper(), text)


@lru_cache(REMEMBERED)
def pascal(text: str) -> str:
    """`RetryAfter` from "retry-after"; what is already capitalised inside keeps its capitals lowered."""
    return _clip("".join(word[:1].upper() + word[1:] for word in words(text)), text)


def capitals(name: str) -> str:
    """A name of Python as the name of a constant."""
    return unicodedata.normalize("NFKC", name.upper())


def _clip(name: str, text: str) -> str:
    """Keep a name short enough for a file, and as Python reads it; the rest becomes a hash of the whole text."""
    name = unicodedata.normalize("NFKC", name)
    if len(name) <= LONGEST and len(name.encode()) <= MOST_BYTES:
        return name
    kept = name[: LONGEST - 9].encode()[: MOST_BYTES - 9].decode("utf-8", "ignore")
    return f"{kept}_{hashlib.sha256(text.encode()).hexdigest()[:8]}"
