"""Names of operations from their method and path."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from specpress import ir
from specpress.python.names.case import snake, words
from specpress.python.names.grammar import (
    begins_with_command,
    begins_with_verb,
    is_plural,
    is_same_noun,
    singular,
)
from specpress.python.names.paths import PathPart, split_path

VERBS = {
    "GET": "get",
    "POST": "create",
    "PUT": "replace",
    "PATCH": "update",
    "DELETE": "delete",
}
# Words that are verbs in the path of any request. Other ones are nouns in the paths of GET
# requests, such as `GET /users/{id}/order`.
FUNCTIONS = frozenset(
    [
        *("authenticate", "authorize", "check", "compare", "download", "export"),
        *("find", "login", "logout", "lookup", "preview", "register", "search"),
        *("signin", "signup", "validate", "verify"),
    ]
)
# A definition with this name fits into a line.
MAX_LENGTH = 70


def join_words(parts: Sequence[str]) -> str:
    """Return words as the name of a method; a long name loses words in its middle.

    The beginning and the end of an id distinguish operations.
    """
    # Each word has a letter, and an underscore before the next one.
    most = (MAX_LENGTH + 1) // 2
    for count in range(min(len(parts), most), 1, -1):
        first, last = (count + 1) // 2, count // 2
        name = "_".join([*parts[:first], *parts[len(parts) - last :]])
        if len(name) <= MAX_LENGTH:
            return unicodedata.normalize("NFKC", name)
    return snake("_".join(parts))


def name_by_path(operation: ir.Operation, noun: Sequence[str]) -> str:
    """Return the name of an operation of the resource `noun`.

    The verb follows from the method and from the end of the path: a plural is a collection, a
    parameter selects one of its members. Literals after the resource are appended:

        GET /books                       list
        GET /books/{id}                  get
        GET /books/{id}/cover            get_cover
        POST /books/{id}/reviews         create_review
        POST /orders/{id}/cancel         cancel
    """
    parts = split_path(operation.path)
    own = _count_own_parts(parts, noun)
    rest = parts[own:]
    literals = [part.words for part in rest if not part.is_parameter]
    is_item = bool(rest) and rest[-1].is_parameter
    if literals:
        return join_words(_name_part(operation.method, literals, is_item))
    last = parts[own - 1].words if own else [""]
    if not is_item and last[0] in FUNCTIONS:
        return join_words(last)
    is_collection = not is_item and is_plural(last[-1])
    verb = _choose_verb(operation.method, is_item, is_collection)
    is_whole = is_collection and verb in ("replace", "update", "delete")
    return f"{verb}_all" if is_whole else verb


def spell_by_path(operation: ir.Operation) -> str:
    """Return method and path in snake case, a name that few operations share."""
    return join_words(words(f"{operation.method} {operation.path}"))


def spell_rest_by_path(operation: ir.Operation, noun: Sequence[str]) -> str | None:
    """Return the method and the path after the resource: `get_search`; None without such a path."""
    parts = split_path(operation.path)
    rest = parts[_count_own_parts(parts, noun) :]
    literals = [word for p in rest if not p.is_parameter for word in p.words]
    return join_words([*words(operation.method), *literals]) if literals else None


def _count_own_parts(parts: Sequence[PathPart], noun: Sequence[str]) -> int:
    """Return the number of parts up to those that name the resource; 0 if none does."""
    literals = [i for i, part in enumerate(parts) if not part.is_parameter]
    for first in range(len(literals)):
        for last in range(len(literals), first, -1):
            indices = literals[first:last]
            if is_same_noun([w for i in indices for w in parts[i].words], noun):
                return indices[-1] + 1
    return 0


def _name_part(method: str, literals: list[list[str]], is_item: bool) -> list[str]:
    """Return the words of a name for the part of a resource that `literals` select."""
    *parents, last = literals
    owner = [word for parent in parents for word in _to_singular(parent)]
    if not is_item and _is_action(method, last):
        return [*last, *owner]
    is_collection = not is_item and is_plural(last[-1])
    verb = _choose_verb(method, is_item, is_collection)
    names_one = is_item or verb == "create"
    return [verb, *owner, *(_to_singular(last) if names_one else last)]


def _is_action(method: str, literal: list[str]) -> bool:
    """Return whether a literal is the verb of an operation: `POST /orders/{id}/cancel`."""
    if method == "GET":
        is_function = len(literal) == 1 and literal[0] in FUNCTIONS
        return is_function or begins_with_command(literal)
    is_collection = is_plural(literal[-1]) and not begins_with_command(literal)
    return method != "DELETE" and begins_with_verb(literal) and not is_collection


def _choose_verb(method: str, is_item: bool, is_collection: bool) -> str:
    if is_collection and method == "GET":
        return "list"
    if is_item and method == "POST":
        return "post"
    return VERBS.get(method, snake(method))


def _to_singular(noun: Sequence[str]) -> list[str]:
    return [*noun[:-1], singular(noun[-1])]
