"""The English grammar of names: verbs, nouns in singular and plural, dangling words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

from specpress.python.names.case import CACHE_SIZE

# "sign in" is a verb, "search in" is not; the other particles belong to any verb.
PARTICLES = frozenset(["up", "off", "out", "down", "back", "away"])
VERBS_WITH_IN = frozenset(["check", "clock", "log", "opt", "sign"])
VERBS_WITH_PARTICLE = VERBS_WITH_IN | {"roll", "set", "shut", "turn"}
VOWELS = frozenset("aeiouy")
ARTICLES = frozenset(["a", "an", "the"])


def is_verb(word: str) -> bool:
    """Return whether a word is a verb that names operations."""
    return word in _read_words("verbs")


def begins_with_verb(words: Sequence[str]) -> bool:
    """Return whether words begin with a verb, such as `get code` or `partial update`."""
    return _count_verb_words(words) > 0


def begins_with_command(words: Sequence[str]) -> bool:
    """Return whether words call a function, such as `get users`, and name no resource."""
    return len(words) > 1 and words[0] in _read_words("commands")


def is_verb_phrase(words: Sequence[str]) -> bool:
    """Return whether words need no noun: `list`, `list all`, `bulk create`, `get or create`."""
    count = _count_verb_words(words)
    rest = words[count:]
    if count and rest and rest[0] in ("and", "or"):
        return is_verb_phrase(rest[1:])
    return count > 0 and all(word in _read_words("quantifiers") for word in rest)


def _count_verb_words(words: Sequence[str]) -> int:
    """Return the length of the verb at the beginning: 1 for `get`, 2 for `sign in`, else 0."""
    if not words:
        return 0
    first, *rest = words
    if rest and _is_particle(first, rest[0]):
        return 2
    if is_verb(first):
        return 1
    count = _count_verb_words(rest) if first in _read_words("adverbs") else 0
    return count + 1 if count else 0


def _is_particle(verb: str, word: str) -> bool:
    if word == "in":
        return verb in VERBS_WITH_IN
    return word in PARTICLES and (is_verb(verb) or verb in VERBS_WITH_PARTICLE)


def is_connective(word: str) -> bool:
    """Return whether a word needs another one after it: a preposition, article or conjunction."""
    return word in _read_words("connectives")


def is_same_noun(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether words are the same compound noun: "Web links" and `weblink`."""
    return bool(one and other) and not _forms(_join(one)).isdisjoint(
        _forms(_join(other))
    )


def _join(noun: Sequence[str]) -> str:
    return "".join([*map(singular, noun[:-1]), noun[-1]])


def is_plural(word: str) -> bool:
    """Return whether a word is the plural of another one."""
    return singular(word) != word


@lru_cache(CACHE_SIZE)
def singular(word: str) -> str:
    """Return the singular of a noun; a word that is no plural is unchanged."""
    irregular = _irregular_plurals()
    if word in irregular:
        return irregular[word]
    if not word.endswith("s") or word.endswith(("ss", "us", "is")) or len(word) < 4:
        return word
    if VOWELS.isdisjoint(word):
        return word  # an abbreviation, such as DNS
    if word.endswith("ies"):
        return word[:-1] if word in ("movies", "cookies", "ties") else f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "sses", "xes", "zzes", "uses", "oes")):
        return word[:-1] if word.endswith(("auses", "ouses", "shoes")) else word[:-2]
    return word[:-1]


@lru_cache(CACHE_SIZE)
def _forms(word: str) -> frozenset[str]:
    """Return the words whose plural a word may be, and the word itself."""
    forms = {word, singular(word)}
    for ending, noun in _irregular_plurals().items():
        if word.endswith(ending):
            forms.add(word.removesuffix(ending) + noun)
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        forms.add(word[:-1])
        if word.endswith("es"):
            forms.add(word[:-2])
    return frozenset(forms)


@cache
def _irregular_plurals() -> dict[str, str]:
    return dict(line.split() for line in _read_lines("nouns"))


@cache
def _read_words(name: str) -> frozenset[str]:
    return frozenset(word for line in _read_lines(name) for word in line.split())


def _read_lines(name: str) -> list[str]:
    """Return the lines of a vocabulary without its comments."""
    path = files("specpress.python.names") / "vocabulary" / f"{name}.txt"
    lines = path.read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
