"""The names that other generators give to parts of a document, by their documented conventions."""

from __future__ import annotations

import builtins
import keyword
import re

# -- openapi-python-client ------------------------------------------------------------------------

_DELIMITERS = "\\. _-"
_RESERVED = {*dir(builtins), "self", "true", "false", "datetime"} - {"id"}
_PIECE = re.compile(r"[A-Z]?[a-z]+|(?:(?![A-Z]?[a-z]).)+")
_CHUNK = re.compile(rf"[^{re.escape(_DELIMITERS)}]+")


def split_opc(text: str) -> list[str]:
    """Return the words of a text: capitals begin a word, unless a text has none."""
    plain = "".join(
        c for c in text if c.isidentifier() or c.isdecimal() or c in _DELIMITERS
    )
    has_capitals = any(c.isupper() for c in plain)
    return [
        piece
        for chunk in _CHUNK.findall(plain)
        for piece in (_PIECE.findall(chunk) if has_capitals else [chunk])
    ]


def name_opc_identifier(text: str, prefix: str, *, keeps_case: bool = False) -> str:
    """Return the name of a module, function, argument or field.

    Args:
        prefix: Precedes names that Python does not allow: `field_prefix`.
        keeps_case: The name is not in snake case, to differ from another one.
    """
    plain = "".join(
        c for c in text if c.isidentifier() or c.isdecimal() or c in _DELIMITERS
    )
    name = re.sub(r"\W+", "", plain) if keeps_case else "_".join(split_opc(plain))
    name = _escape_opc(name if keeps_case else name.lower())
    is_valid = name.isidentifier() and not plain.startswith("_")
    return name if is_valid else f"{prefix}{name}"


def snake_opc(text: str) -> str:
    """Return the words of a text in snake case."""
    return "_".join(split_opc(text)).lower()


def pascal_opc(text: str) -> str:
    """Return the words of a text in Pascal case."""
    return "".join(w if w.isupper() else w.capitalize() for w in split_opc(text))


def name_opc_class(text: str, prefix: str) -> str:
    """Return the name of a class."""
    name = _escape_opc(pascal_opc(text))
    return name if name.isidentifier() else _escape_opc(pascal_opc(f"{prefix}{name}"))


def _escape_opc(name: str) -> str:
    return f"{name}_" if name in _RESERVED or keyword.iskeyword(name) else name


# -- OpenAPI Generator ------------------------------------------------------------------------------

_RESERVED_OG = {
    *[
        "field",
        "all_params",
        "resource_path",
        "path_params",
        "query_params",
        "header_params",
    ],
    *[
        "form_params",
        "local_var_files",
        "body_params",
        "auth_settings",
        "property",
        "schema",
        "base64",
    ],
    *["json", "date", "float", "print", "exec", "self"],
    *(word.lower() for word in keyword.kwlist),
}


def sanitize_og(text: str) -> str:
    """Return a text without characters that identifiers do not have."""
    text = re.sub(r"\[\]", "", text)
    text = re.sub(r"[\[\](){}<>|.]|[- ]", "_", text.replace("]", ""))
    return re.sub(r"\W", "", text)


def underscore_og(text: str) -> str:
    """Return a text in snake case."""
    text = re.sub(r"([A-Z]+)([A-Z][a-z][a-z]+)", r"\1_\2", text)
    text = re.sub(r"([a-z\d])([A-Z])", r"\1_\2", text)
    return text.replace("-", "_").replace(" ", "_").lower()


def camelize_og(text: str) -> str:
    """Return a text in Pascal case; capitals inside of words remain."""
    return "".join(
        part[:1].upper() + part[1:] for part in re.split(r"[_\-.\s/$:]+", text)
    )


def name_og_variable(text: str) -> str:
    """Return the name of a field or an argument."""
    name = sanitize_og(text).replace("$", "")
    if re.fullmatch(r"[A-Z_]*", name):
        name = name.lower()
    name = underscore_og(name).lstrip("_")
    is_reserved = name.lower() in _RESERVED_OG or name[:1].isdigit()
    return f"var_{name}" if is_reserved else name


def name_og_method(operation_id: str) -> str:
    """Return the name of a method."""
    is_reserved = operation_id.lower() in _RESERVED_OG or operation_id[:1].isdigit()
    text = f"call_{operation_id}" if is_reserved else operation_id
    return underscore_og(sanitize_og(text))


def name_og_class(text: str, prefix: str = "", suffix: str = "") -> str:
    """Return the name of a class."""
    name = sanitize_og(text)
    name = "_".join(part for part in (prefix, name, suffix) if part)
    camelized = camelize_og(name)
    is_reserved = camelized.lower() in _RESERVED_OG or camelized[:1].isdigit()
    return camelize_og(f"model_{camelized}") if is_reserved else camelized


def name_og_member(value: object) -> str:
    """Return the name of an enum member."""
    if not isinstance(value, str):
        text = str(value).replace("-", "MINUS_").replace("+", "PLUS_")
        return f"NUMBER_{text.replace('.', '_DOT_')}"
    if not value.strip():
        return f"SPACE_{len(value)}" if value else "EMPTY"
    name = underscore_og(value).upper()
    name = re.sub(r"_$|^_", "", sanitize_og(name))
    is_reserved = name.lower() in _RESERVED_OG or name[:1].isdigit()
    return f"ENUM_{name}" if is_reserved and name[:1].isdigit() else name


# -- Stainless, Fern, Speakeasy -----------------------------------------------------------------

# Words that Stainless writes in capitals in the names of classes.
_INITIALISMS = {
    "api",
    "html",
    "http",
    "https",
    "id",
    "json",
    "sql",
    "uri",
    "url",
    "xml",
}


def split_words(text: str) -> list[str]:
    """Return the words of a text in lower case; capitals and separators divide them."""
    text = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1 \2", text)
    text = re.sub(r"([a-z\d])([A-Z])", r"\1 \2", text)
    return [word.lower() for word in re.findall(r"[^\W_]+", text)]


def snake(text: str) -> str:
    """Return a text in snake case."""
    return "_".join(split_words(text))


def pascal(text: str, *, has_initialisms: bool = False) -> str:
    """Return a text in Pascal case."""
    return "".join(
        word.upper() if has_initialisms and word in _INITIALISMS else word.capitalize()
        for word in split_words(text)
    )
