"""Response headers, of which one name may have several values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

COOKIE = "set-cookie"


class Headers(dict[str, str]):
    """Response headers by name, in lower case; `lines` has each value of a repeated header.

    The values of a repeated header are joined by commas, those of `Set-Cookie` by line breaks, as
    they contain commas. Cookies are credentials: their repr is masked.
    """

    __slots__ = ("lines",)
    lines: dict[str, tuple[str, ...]]

    def __init__(self, lines: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__()
        self.lines = {}
        for name, text in lines:
            key = name.lower()
            value = _mask(text) if key == COOKIE else text
            values = self.lines[key] = (*self.lines.get(key, ()), value)
            if len(values) == 1:
                self[key] = value
            elif key == COOKIE:
                self[key] = _mask("\n".join(values))
            else:
                self[key] = f"{self[key]}, {value}"


def _mask(cookie: str) -> str:
    from ..redaction import Secret  # imported here, as it imports this module

    return Secret.from_value(cookie)


def to_headers(headers: Mapping[str, str]) -> Headers:
    """Return the headers of a transport, which may be a plain mapping."""
    return headers if isinstance(headers, Headers) else Headers(headers.items())


def list_lines(headers: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Yield name and value of each header, several times for a repeated one."""
    for name, values in to_headers(headers).lines.items():
        for text in values:
            yield name, text
