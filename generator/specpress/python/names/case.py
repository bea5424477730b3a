"""Words of a text, and the naming conventions of Python."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import chain

# Documents repeat the same names many times.
CACHE_SIZE = 1 << 16
MAX_LENGTH = 64
# An enum may have a value of several megabytes, of which a name shows a few words.
MAX_TEXT = 2_000
# File names are limited to 255 bytes on most systems; Python and editors add suffixes.
MAX_BYTES = 128

# Words without a meaning of their own: long names drop them first.
FILLERS = ("a", "an", "and", "by", "for", "from", "in", "of", "on", "or", "the", "to")

# Spelled out because names would otherwise be equal: +1 and -1, a<b and a>b.
SYMBOLS = {
    "+": " plus ",
    "<": " less than ",
    ">": " greater than ",
    "=": " equals ",
    "*": " star ",
}
_MINUS = re.compile(r"(?<![\w)-])-(?=\w)")
# Most property names; a fast path that needs no Unicode properties.
_SNAKE = re.compile(r"[a-z]+[0-9]*(?:_[a-z]+[0-9]*)*")
# A word by the classes of its characters (see `_character_class`): HTTP|Server, page, v|2, 日本.
# Combining marks belong to the preceding letter; without one, they are no word.
_WORD = re.compile(r"(?:UM*)+(?=UM*L)|(?:UM*)?(?:LM*)+|(?:UM*)+|(?:OM*)+|(?:DM*)+")


def words(text: str) -> list[str]:
    """Split a text into lower-case words: "HTTPServer_v2" becomes http, server, v2."""
    return [*_list_words(text)]


def shorten(text: str) -> str:
    """Return a text for a name: of a text that is too long, both ends and a digest."""
    if len(text) <= MAX_TEXT:
        return text
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{text[: MAX_TEXT // 2]} {text[-MAX_TEXT // 2 :]} {digest}"


@lru_cache(CACHE_SIZE)
def _list_words(text: str) -> tuple[str, ...]:
    text = shorten(text)
    parts = text.replace("/", " ").split(" ")
    return (*chain.from_iterable(map(_split, parts)),) or (*_spell_out(text),)


@lru_cache(CACHE_SIZE)
def _split(text: str) -> list[str]:
    """Return the words of a part of a text; names and paths consist of a few common parts."""
    if _SNAKE.fullmatch(text):
        return text.split("_")
    plain = unicodedata.normalize("NFKC", text)
    plain = _MINUS.sub(" minus ", plain)
    for symbol, replacement in SYMBOLS.items():
        plain = plain.replace(symbol, replacement)
    classes = "".join(map(_character_class, plain))
    result: list[str] = []
    last_end = -1
    for match in _WORD.finditer(classes):
        word = plain[match.start() : match.end()].lower()
        # Digits directly after a word belong to it.
        if classes[match.start()] == "D" and match.start() == last_end:
            result[-1] += word
        else:
            result.append(word)
        last_end = match.end()
    return result


@cache
def _character_class(character: str) -> str:
    """Return U(pper), L(ower), D(igit), M(ark) or O(ther letter); a space if not allowed in a name."""
    category = unicodedata.category(character)
    if not f"_{character}".isidentifier() or category == "Pc":
        return " "
    if character.isupper() or character.istitle():
        return "U"
    if character.islower():
        return "L"
    if category.startswith("M"):
        return "M"
    return "D" if character.isdecimal() else "O"


def _spell_out(text: str) -> list[str]:
    """Return words for a text without letters: the Unicode names of its first characters."""
    names = [unicodedata.name(c, "") for c in text[:4] if not c.isspace()]
    result = re.findall(r"[a-z]+", " ".join(names).lower())
    return result or (["blank"] if text else ["empty"])


@lru_cache(CACHE_SIZE)
def snake(text: str) -> str:
    """Return a text in snake case: `retry_after` for "Retry-After"."""
    return fit(words(text), "_".join)


@lru_cache(CACHE_SIZE)
def screaming(text: str) -> str:
    """Return a text in upper snake case: `RETRY_AFTER` for "retry-after"."""
    return fit(words(text), lambda parts: "_".join(parts).upper())


@lru_cache(CACHE_SIZE)
def pascal(text: str) -> str:
    """Return a text in Pascal case: `RetryAfter` for "retry-after", `HttpServer` for "HTTPServer"."""
    return join_pascal(words(text))


def join_pascal(parts: Sequence[str]) -> str:
    """Return words in Pascal case; too long a name loses words in the middle."""
    return fit(parts, join_capitalized)


def join_capitalized(parts: Sequence[str]) -> str:
    """Return words in Pascal case, however long the name is."""
    name = "".join(map(_capitalize, parts))
    return name if name.isascii() else unicodedata.normalize("NFKC", name)


@lru_cache(CACHE_SIZE)
def _capitalize(word: str) -> str:
    return word[:1].upper() + word[1:]


def capitals(name: str) -> str:
    """Return a Python name in upper case, for a constant."""
    return unicodedata.normalize("NFKC", name.upper())


def name_variable(*parts: str) -> str:
    """Return the name of an environment variable for Python names: A-Z, 0-9 and `_`.

    Shells do not accept other characters. A digest keeps names distinct that lose some.
    """
    name = "_".join(map(capitals, parts))
    if name.isascii():
        return name
    plain = re.sub("[^A-Z0-9_]", "", unicodedata.normalize("NFKD", name).upper())
    plain = plain.lstrip("_0123456789").rstrip("_")
    digest = hashlib.sha256(name.encode()).hexdigest()[:8].upper()
    return f"{plain or 'API'}_{digest}"


def fit(parts: Sequence[str], join: Callable[[Sequence[str]], str]) -> str:
    """Return a name that fits into a file name, without words in the middle if it is too long.

    A hash replaces the end of a long word only.
    """
    name = join(parts)
    if name.isascii() and len(name) <= MAX_LENGTH:
        return name
    # Python normalizes identifiers to NFKC when it parses them.
    full = name = unicodedata.normalize("NFKC", name)
    kept = _drop_surplus(list(parts))
    if len(kept) < len(parts):
        name = unicodedata.normalize("NFKC", join(kept))
    while not _is_short(name) and len(kept) > 2:
        fillers = [i for i, word in enumerate(kept[:-1]) if i and word in FILLERS]
        del kept[fillers[-1] if fillers else len(kept) // 2]
        name = unicodedata.normalize("NFKC", join(kept))
    if _is_short(name):
        return name
    prefix = name[: MAX_LENGTH - 9].encode()[: MAX_BYTES - 9].decode("utf-8", "ignore")
    return f"{prefix}_{hashlib.sha256(full.encode()).hexdigest()[:8]}"


def _drop_surplus(parts: list[str]) -> list[str]:
    """Drop words as `fit` does, at once, while there are more than any short name could have."""
    surplus = len(parts) - MAX_LENGTH
    if surplus <= 0:
        return parts
    fillers = [i for i in range(1, len(parts) - 1) if parts[i] in FILLERS]
    dropped = {*fillers[-surplus:]}
    kept = [word for index, word in enumerate(parts) if index not in dropped]
    first, last = (MAX_LENGTH + 1) // 2, MAX_LENGTH // 2
    return kept if len(kept) <= MAX_LENGTH else [*kept[:first], *kept[-last:]]


def _is_short(name: str) -> bool:
    return len(name) <= MAX_LENGTH and len(name.encode()) <= MAX_BYTES
