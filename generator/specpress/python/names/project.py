"""Names of the package, its distribution and its client class, from the title of a document."""

from __future__ import annotations

import builtins
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from specpress.document.uris import is_url
from specpress.python.names.case import fit, snake, words
from specpress.python.names.grammar import is_connective
from specpress.python.names.reserve import escape, reserved

SUFFIX = "_client"
MAX_WORDS = 5
# Words at the ends of a title that do not name the product.
FILLERS = frozenset(
    [
        *("api", "apis", "client", "definition", "definitions", "doc", "docs"),
        *("documentation", "http", "https", "json", "my", "official", "openapi"),
        "reference",
        *("rest", "restful", "schema", "sdk", "spec", "specification", "specs"),
        *("swagger", "title", "untitled", "version"),
    ]
)
# Words that name a product if another word follows: "JSON Schema Store".
NOUNS = frozenset(["json", "schema", "version"])
# Titles that frameworks set by default.
DEFAULT_TITLES = frozenset(["apiflask", "fastapi", "litestar api", "ninjaapi"])
# A subtitle is not part of the name: "Petstore - OpenAPI 3.0".
_SUBTITLE = re.compile(r"\s+[-–—|/]+\s+|[:;!?]\s+|\.\s")
_PARENTHESES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_OPEN_API = re.compile(r"(?i)\bopen[ -]api\b")
# "GitHub's official …"; a product such as "Bob's API" keeps its s.
_POSSESSIVE = re.compile(r"(?i)(?<=\w)['’]s(?=\s+official\b)")
_TOKEN = re.compile(r"[^\W_]+(?:\.[0-9]+)*")
_VERSION = re.compile(r"(?i)v[0-9]+|v?[0-9]+(\.[0-9]+)+")
_SEPARATORS = re.compile(r"[-_.]+")
_JOINED_API = re.compile(r"(?<=[a-z0-9])(API|Api)$")


class ChosenNames(Protocol):
    """The settings from which names follow."""

    @property
    def spec(self) -> str:
        """The document, which names the project if its title does not."""

    @property
    def package(self) -> str | None:
        """The import package."""

    @property
    def distribution(self) -> str | None:
        """The name for pip."""

    @property
    def client(self) -> str | None:
        """The client class."""


@dataclass(frozen=True, slots=True)
class ProjectNames:
    """The names of a generated project."""

    package: str
    distribution: str
    client: str

    @property
    def stem(self) -> str:
        """The words of the client class, as variables and fixtures spell them."""
        module = self.package.rpartition(".")[2]
        stem = module.removesuffix(SUFFIX).strip("_")
        spellings = {name.replace("_", "") for name in (stem, module)}
        return stem if self.client.lower() in spellings else snake(self.client)


def name_project(settings: ChosenNames, title: str) -> ProjectNames:
    """Return the names in the settings, else those from the title or the name of the document."""
    if settings.package is not None:
        parts = _split_package(settings.package)
    else:
        parts = find_product(title) or find_product(_get_stem(settings.spec)) or ["api"]
    package = settings.package or fit([*map(str.lower, parts), SUFFIX[1:]], "_".join)
    return ProjectNames(
        package=package,
        distribution=settings.distribution or _SEPARATORS.sub("-", package).strip("-"),
        client=settings.client or _name_client(parts),
    )


def _split_package(package: str) -> list[str]:
    """Return the words of a package: of `acme.books_client` and `acme.books.client` the word `books`."""
    *namespace, module = package.split(".")
    stem = module.removesuffix(SUFFIX)
    if namespace and f"_{stem}" == SUFFIX:
        stem = namespace[-1]
    return _start_with_letter([word for word in stem.split("_") if word] or ["api"])


def find_product(title: str) -> list[str]:
    """Return the words of a title that name the product: `Bookshop` for "Bookshop API (v2)"."""
    if title.strip().lower() in DEFAULT_TITLES:
        return []
    for part in _SUBTITLE.split(_PARENTHESES.sub(" ", title)):
        product = _strip_fillers([*_list_tokens(part)])
        if product:
            return _start_with_letter(product)
    return []


def _list_tokens(text: str) -> Iterator[str]:
    """Yield the ASCII words of a text; a product name such as GitHub is one word."""
    plain = _POSSESSIVE.sub("", _OPEN_API.sub("OpenAPI", text))
    plain = unicodedata.normalize("NFKD", plain)
    plain = "".join(c for c in plain if c not in "'’" and not unicodedata.combining(c))
    for token in filter(str.isascii, _TOKEN.findall(plain)):
        name = token if token.lower() in FILLERS else _JOINED_API.sub("", token)
        parts = words(name)
        is_joined = name != token or len(parts) > 2
        yield from parts if is_joined and not _is_filler(token) else [token]


def _strip_fillers(tokens: list[str]) -> list[str]:
    while tokens and _is_filler(tokens[-1]):
        del tokens[-1]
    while tokens and _is_filler(tokens[0]) and tokens[0].lower() not in NOUNS:
        del tokens[0]
    return _strip_fillers(_shorten(tokens)) if len(tokens) > MAX_WORDS else tokens


def _shorten(tokens: list[str]) -> list[str]:
    """Return the words before a preposition or two fillers, or the first words."""
    ends = [i for i, token in enumerate(tokens) if is_connective(token.lower())]
    # Two fillers end the name, too: "GitHub official OpenAPI spec …".
    fillers = (
        i for i, pair in enumerate(pairwise(tokens)) if all(map(_is_filler, pair))
    )
    return tokens[: min([MAX_WORDS, *ends, *fillers])]


def _is_filler(token: str) -> bool:
    word = token.lower()
    is_version = _VERSION.fullmatch(word) is not None
    return word in FILLERS or is_connective(word) or is_version


def _start_with_letter(tokens: list[str]) -> list[str]:
    return tokens if tokens[0][0].isalpha() else ["api", *tokens]


def _name_client(parts: list[str]) -> str:
    """Return the class name of the words of a product; names such as GitHub keep their capitals."""
    words = [
        part.capitalize() if part.isupper() else part[:1].upper() + part[1:]
        for part in parts
    ]
    name = fit(words, "".join)
    return name if is_free_class(name) else f"{name}Client"


def is_free_class(name: str) -> bool:
    """Return whether the client class can have a name: nothing else in its modules has it."""
    return find_taken_class(name) is None


def find_taken_class(name: str) -> str | None:
    """Return the first class of a client with this name that has another meaning in the package."""
    taken = reserved("client") | reserved("client_class")
    for variant in (name, f"Async{name}", f"Fake{name}", f"{name}Environment"):
        if escape(variant, "class") != variant or variant in taken:
            return variant
        if hasattr(builtins, variant):
            return variant
    return None


def _get_stem(spec: str) -> str:
    """Return the file name of the document without its suffixes."""
    path = urlsplit(spec).path if is_url(spec) else spec
    return Path(path).name.partition(".")[0]
