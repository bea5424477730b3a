"""Names of arguments: parameters of an operation that differ only in symbols get different names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from specpress import ir
from specpress.python.names.assign import Claim
from specpress.python.names.case import snake
from specpress.python.names.namer import Namer, Space

# Names of symbols, where they differ from the first word of their Unicode name.
SYMBOLS = {"@": "at", "#": "hash", ".": "dot", "&": "and", "[": "bracket", "]": ""}
_SYMBOL = re.compile(r"[^\w\s+<>=*-]")


def name_arguments(
    parameters: Sequence[ir.Parameter],
    preferred: Mapping[str, str],
    namer: Namer,
    operation: str,
) -> dict[str, str]:
    """Return the argument names of an operation, by location and name of the parameter.

    A path parameter keeps its name, and so does a parameter that already is a Python name: of
    `$top` and `top`, the former becomes `dollar_top`.

    Args:
        preferred: Names from the settings, by the key of the parameter.
        operation: Identity of the operation.
    """
    claims = (_claim(p, preferred) for p in parameters)
    return namer.assign(claims, "parameter", Space("argument", operation))


def get_key(parameter: ir.Parameter) -> str:
    """Return the identity of a parameter in its operation."""
    return f"{parameter.location} {parameter.wire}"


def _claim(parameter: ir.Parameter, preferred: Mapping[str, str]) -> Claim:
    key, name = get_key(parameter), snake(parameter.name or parameter.wire)
    spelled = snake(_SYMBOL.sub(_spell_symbol, parameter.wire))
    names = (
        preferred.get(key, name),
        *([spelled] if spelled != name else []),
        f"{name}_{parameter.location}",
        f"{spelled}_{parameter.location}",
    )
    rank = 0 if parameter.location == "path" else 1 + (parameter.wire != name)
    identity = (parameter.location, parameter.wire)
    return Claim(key, tuple(dict.fromkeys(names)), rank, identity=identity)


def _spell_symbol(match: re.Match[str]) -> str:
    symbol = match[0]
    default = unicodedata.name(symbol, "").lower().split(" ")[0]
    return f" {SYMBOLS.get(symbol, default)} "


def has_other_words(name: str, wire: str) -> bool:
    """Return whether an argument differs from its parameter in more than case and separators."""
    plain = re.sub(r"[-_\s]", "", wire).casefold()
    return name.replace("_", "").casefold() != plain
