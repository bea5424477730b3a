"""Response headers, of which one name may have several values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from ..codec.deferred_annotations import defer_module
from .secrets import Secret

if TYPE_CHECKING:
    from ..operation import HeaderReader

T = TypeVar("T")

COOKIE = "set-cookie"


def check_headers(headers: Any) -> Mapping[str, str]:
    """Return the headers of a client or a call.

    Raises:
        TypeError: they are no dict.
    """
    if not isinstance(headers, Mapping):
        raise TypeError(f"headers must be a dict, got {type(headers).__name__}")
    return headers


class Headers(dict[str, str]):
    """Response headers by name, in lower case; `lines` has each value of a repeated header.

    The values of a repeated header are joined by commas, those of `Set-Cookie` by line breaks, as
    they contain commas. Cookies are credentials: their repr is masked.
    """

    __slots__ = ("lines",)
    lines: dict[str, tuple[str, ...]]

    def __init__(self, lines: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__()
        values: dict[str, list[str]] = {}
        for name, text in lines:
            key = name.lower()
            values.setdefault(key, []).append(Secret(text) if key == COOKIE else text)
        self.lines = {key: tuple(texts) for key, texts in values.items()}
        for key, texts in values.items():
            if key == COOKIE:
                self[key] = Secret("\n".join(texts))
            else:
                self[key] = ", ".join(texts) if len(texts) > 1 else texts[0]


def to_headers(headers: Mapping[str, str]) -> Headers:
    """Return the headers of a transport, which may be a plain mapping."""
    return headers if isinstance(headers, Headers) else Headers(headers.items())


def list_lines(headers: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Yield name and value of each header, several times for a repeated one."""
    for name, values in to_headers(headers).lines.items():
        for text in values:
            yield name, text


class HeadersMixin:
    """Access to the headers of a response, including repeated and typed ones."""

    __slots__ = ()

    @property
    def headers(self) -> Mapping[str, str]:
        """Response headers, with names in lower case."""
        raise NotImplementedError

    def get_headers(self, name: str) -> tuple[str, ...]:
        """Return all values of a response header that may be repeated, such as `Set-Cookie`."""
        return to_headers(self.headers).lines.get(name.lower(), ())

    def read_header(self, header: HeaderReader[T]) -> T | None:
        """Return the value of a header in `headers`, by its declared type.

        The result is None without the header, also if the document requires it.

        Raises:
            InvalidDataError: the value contradicts the document.
        """
        return header.read(self.get_headers(header.name))


defer_module(__name__)
