"""Encodings in which a server may echo a token."""

from __future__ import annotations

import json
from base64 import b64encode, encodebytes, urlsafe_b64encode
from collections.abc import Callable, Iterator
from typing import Any

# Text before the token in base64: it determines the alignment.
PREFIXES = ("", "a", "ab", "Bearer ", "me:", "a long prefix: ")


def encode_json(text: str) -> str:
    return "".join(f"\\u{ord(c):04x}" for c in text)


def encode_json_upper(text: str) -> str:
    return "".join(f"\\u{ord(c):04X}" for c in text)


def encode_json_mixed(text: str) -> str:
    escapes = {"/": "\\/", '"': '\\"', "\\": "\\\\"}
    return f"\\u{ord(text[0]):04x}" + "".join(escapes.get(c, c) for c in text[1:])


def percent_encode(text: str) -> str:
    return "".join(f"%{ord(c):02X}" for c in text)


def percent_encode_lower(text: str) -> str:
    return "".join(c if c.isalnum() else f"%{ord(c):02x}" for c in text)


def encode_html_decimal(text: str) -> str:
    return "".join(f"&#{ord(c)};" for c in text)


def encode_html_hex(text: str) -> str:
    return "".join(f"&#x{ord(c):X};" for c in text)


def encode_html_named(text: str) -> str:
    names = {
        "&": "&amp;",
        "<": "&lt;",
        '"': "&quot;",
        "/": "&sol;",
        "+": "&plus;",
        "=": "&equals;",
        "_": "&lowbar;",
    }
    return "".join(names.get(c, c) for c in text)


def encode_html_in_json(text: str) -> str:
    """Return HTML references in JSON, with the ampersand escaped as Go does."""
    return json.dumps(encode_html_hex(text))[1:-1].replace("&", "\\u0026")


def encode_json_twice(text: str) -> str:
    return json.dumps(json.dumps(text).replace("/", "\\/"))[1:-1]


def encode_plain(text: str) -> str:
    return json.dumps(text)[1:-1]


def list_base64_encoders() -> Iterator[tuple[str, Callable[[str], str]]]:
    for prefix in PREFIXES:
        for encode in (b64encode, urlsafe_b64encode, encodebytes):

            def encode_base64(
                text: str, prefix: str = prefix, encode: Any = encode
            ) -> str:
                return str(encode(f"{prefix}{text} end".encode()).decode())

            name = f"{encode.__name__} after {prefix!r}"
            yield name, lambda text, encode=encode_base64: encode_plain(encode(text))
            yield f"{name}, no padding", lambda text, encode=encode_base64: encode_plain(
                encode(text).rstrip("=\n")
            )
            yield f"{name}, escaped", lambda text, encode=encode_base64: (
                encode_plain(encode(text)).replace("/", "\\/")
            )


# Encodings of a token between the quotes of a JSON string.
ENCODINGS: dict[str, Callable[[str], str]] = {
    "plain": encode_plain,
    "JSON": encode_json,
    "JSON, upper case": encode_json_upper,
    "JSON, mixed": encode_json_mixed,
    "JSON in JSON": encode_json_twice,
    "percent": percent_encode,
    "percent, lower case, partial": percent_encode_lower,
    "percent twice": lambda text: percent_encode(text).replace("%", "%25"),
    "HTML, decimal": encode_html_decimal,
    "HTML, hexadecimal": encode_html_hex,
    "HTML, named": lambda text: encode_plain(encode_html_named(text)),
    "HTML in JSON": encode_html_in_json,
    **dict(list_base64_encoders()),
}
