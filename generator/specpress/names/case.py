"""Words of a text, and the three cases that Python writes them in."""

from __future__ import annotations

import hashlib
import re
import unicodedata

LONGEST = 64

# Signs that would otherwise leave two names equal: +1 and -1, a<b and a>b.
SIGNS = {
    "+": " plus ",
    "<": " less than ",
    ">": " greater than ",
    "=": " equals ",
    "*": " star ",
}
_MINUS = re.compile(r"(?<![\w)])-(?=\w)")
_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[^\W\d_a-zA-Z]+|\d+")


def words(text: str) -> list[str]:
    """The words of a text, in lower case: "HTTPServer_v2" gives http, server, v, 2 joined as v2."""
    plain = unicodedata.normalize("NFKC", text)
    plain = _MINUS.sub(" minus ", plain)
    for sign, spoken in SIGNS.items():
        plain = plain.replace(sign, spoken)
    found: list[str] = []
    for part in re.split(r"[\W_]+", plain):
        previous_end = 0
        for match in _WORD.finditer(part):
            word = match.group().lower()
            glued = found and previous_end and match.start() == previous_end
            if word.isdigit() and glued:
                found[-1] += word
            else:
                found.append(word)
            previous_end = match.end()
    return [word for word in found if word] or _spelled(text)


def _spelled(text: str) -> list[str]:
    """Words for a text of signs alone: the names of its characters, or "empty"."""
    names = [unicodedata.name(sign, "") for sign in text[:4] if not sign.isspace()]
    spoken = re.findall(r"[a-z]+", " ".join(names).lower())
    return spoken or (["blank"] if text else ["empty"])


def snake(text: str) -> str:
    """`retry_after` from "Retry-After"."""
    return _clip("_".join(words(text)), text)


def screaming(text: str) -> str:
    """`RETRY_AFTER` from "retry-after"."""
    return _clip("_".join(words(text)).upper(), text)


def pascal(text: str) -> str:
    """`RetryAfter` from "retry-after"; what is already capitalised inside keeps its capitals lowered."""
    return _clip("".join(word[:1].upper() + word[1:] for word in words(text)), text)


def _clip(name: str, text: str) -> str:
    """Keep a name short enough for a file; the rest becomes a hash of the whole text."""
    if len(name) <= LONGEST:
        return name
    return f"{name[: LONGEST - 9]}_{hashlib.sha256(text.encode()).hexdigest()[:8]}"
