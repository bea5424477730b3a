"""Describe the difference between texts that have the same words: symbols and letter case."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from specpress.python.names.case import CACHE_SIZE, MAX_TEXT, shorten, words

# Symbols that names drop, as words; others have their Unicode name.
SYMBOL_WORDS = {
    "$": "dollar",
    "_": "underscore",
    "-": "dash",
    ".": "dot",
    "/": "slash",
    "@": "at",
    "#": "hash",
    "%": "percent",
    "&": "and",
    ":": "colon",
    ",": "comma",
    "!": "not",
    "|": "or",
    "~": "tilde",
    "*": "asterisk",
    "+": "plus sign",
    "=": "equals sign",
    "<": "less than sign",
    ">": "greater than sign",
    "[": "bracket",
    "]": "",
    "(": "bracket",
    ")": "",
    "{": "brace",
    "}": "",
}


def describe_differences(text: str) -> tuple[str, ...]:
    """Return texts with more words than `text`: its symbols, then also its letter case.

    "$top" becomes "dollar top" and "lower dollar top", "Add" becomes "capital Add".
    """
    text = shorten(text)
    symbols = spell_symbols(text)
    case = f"{_describe_case(text)} {symbols}"
    return (symbols, case) if symbols != text else (case,)


@lru_cache(CACHE_SIZE)
def describe_origin(name: str, source: str) -> str:
    """Return a sentence with the name in the document if it has other letters than the Python name."""
    if len(source) > MAX_TEXT:
        return ""
    text = " ".join(source.split())
    if (
        not text.isprintable()
        or "`" in text
        or _get_letters(name) == _get_letters(text)
    ):
        return ""
    return f"Named `{text}` in the document."


def _get_letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text))).casefold()


@lru_cache(CACHE_SIZE)
def spell_symbols(text: str) -> str:
    """Return a text with a word for each symbol that names drop: "dollar top" for "$top"."""
    text = shorten(text)
    if text.isalnum():
        return text
    parts = (c if c.isalnum() else f" {_get_word(c)} " for c in text.strip())
    spelled = "".join(parts)
    return spelled if words(spelled) != words(text) else text


def _get_word(character: str) -> str:
    if character in SYMBOL_WORDS:
        return SYMBOL_WORDS[character]
    if unicodedata.category(character).startswith("M"):
        return character
    return unicodedata.name(character, "").split(" ")[0].lower()


def _describe_case(text: str) -> str:
    """Return a word for the letter case of a text."""
    if text.upper() == text.lower():
        return "symbol"
    if text.isupper():
        return "upper"
    if text.islower():
        return "lower"
    return "capital" if text[:1].isupper() else "camel"
