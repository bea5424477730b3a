"""The pagination of an operation, and the calls that request pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, cast

from ..codec.arguments import find_codecs
from ..codec.codec import Faults, InvalidArgumentError
from ..operation import CallOptions, Operation, RequestOptions
from ..request import resolve_location


class PageOptions(RequestOptions, total=False):
    """Options of a single call of an operation that returns pages.

    `page_cursor` is the `next_cursor` of a page: the call continues after that page.
    """

    page_cursor: str


class PageCallOptions(CallOptions, total=False):
    """Options as `PageOptions`, of a method that has an argument with the name `query`."""

    page_cursor: str


@dataclass(frozen=True, slots=True)
class Pagination:
    """The pagination of an operation; positions in a response are JSON pointers."""

    style: str
    """One of cursor, item (the cursor is in the last item), offset, page, link and url."""
    items: str = ""
    path: tuple[str, ...] | None = None
    """Attributes that contain the items, if they differ from the pointer."""
    argument: str | None = None
    """Argument with the cursor, the offset or the number of the page."""
    next: str = ""
    """Position of the cursor or the URL; in the style item relative to the last item."""
    more: str = ""
    """Position of a boolean that is false on the last page."""
    last: str = ""
    """Position of a boolean that is true on the last page."""
    total: str = ""
    """Position of the number of items on all pages."""
    pages: str = ""
    """Position of the number of pages."""
    first: int | None = None
    """Number of the first page (1), or offset of the first item (0), if it is another one."""
    size: str | None = None
    """Argument with the number of items on a page."""
    default_size: int | None = None
    max_size: int | None = None
    counts: str = ""
    """In the styles link and url: page or offset, if the argument has such a number."""

    @property
    def is_numbered(self) -> bool:
        """True if the argument is a number that the client computes."""
        return self.style in ("offset", "page")

    @property
    def first_number(self) -> int:
        """Number of the first page, or offset of the first item."""
        default = 1 if "page" in (self.style, self.counts) else 0
        return default if self.first is None else self.first

    def find_items(self, response: Any) -> list[Any]:
        """Return the decoded items of a response; empty if it contains none."""
        tokens = split_pointer(self.items)
        for name, token in zip(self.path or tokens, tokens, strict=True):
            is_dict = isinstance(response, dict)
            response = response.get(token) if is_dict else getattr(response, name, None)
        return response if isinstance(response, list) else []


class Next(NamedTuple):
    """The cursor of the next page: a value of the argument, or a URL."""

    cursor: Any
    is_url: bool = False


@dataclass(frozen=True, slots=True)
class PageCall:
    """A call that requests a page."""

    operation: Operation[Any]
    values: tuple[Any, ...]
    options: CallOptions
    body: Any = None
    content_type: str | None = None
    url: str | None = None
    """URL of the page, instead of the one that the arguments result in."""
    seen: int | None = 0
    """Number of items on the pages before; None if it is unknown."""
    previous: int | None = None
    """Number of items on the page before."""
    index: int = 0
    history: dict[str, int] = field(default_factory=dict, repr=False)
    """Index of the page by cursor, for all pages of the list."""

    @property
    def pagination(self) -> Pagination:
        """The pagination of the operation."""
        return cast("Pagination", self.operation.pagination)

    def get(self, name: str | None) -> Any:
        """Return the value of an argument; None if the operation has no such argument."""
        names = [parameter.name for parameter in self.operation.parameters]
        return self.values[names.index(name)] if name in names else None

    @property
    def number(self) -> int:
        """Number of this page, or offset of its first item."""
        value = to_int(self.get(self.pagination.argument))
        return self.pagination.first_number if value is None else value

    def follow(self, page: Next) -> PageCall:
        """Return the call that requests another page."""
        if page.is_url:
            return replace(self, url=page.cursor)
        name = self.pagination.argument or ""
        cursor = _decode_cursor(self.operation, name, page.cursor)
        names = [parameter.name for parameter in self.operation.parameters]
        pairs = zip(names, self.values, strict=True)
        values = (*(cursor if n == name else value for n, value in pairs),)
        return replace(self, values=values, url=None)


def begin_pages(
    operation: Operation[Any],
    values: Sequence[Any],
    options: CallOptions,
    body: Any = None,
    content_type: str | None = None,
) -> PageCall:
    """Return the call that requests the first page, or the page at the cursor in the options.

    Raises:
        InvalidArgumentError: the cursor is not valid.
    """
    remaining = cast("dict[str, Any]", {**options})
    cursor = remaining.pop("page_cursor", None)
    rest = cast("CallOptions", remaining)
    call = PageCall(operation, (*values,), rest, body, content_type)
    if cursor is not None:
        try:
            call = replace(
                call.follow(_parse_cursor(call.pagination, cursor)), seen=None
            )
        except InvalidArgumentError as error:
            error.add("page_cursor")
            raise
    elif call.get(call.pagination.argument) is not None:
        call = replace(call, seen=None)
    if call.pagination.style == "offset" and call.url is None:
        call = replace(call, seen=call.number - call.pagination.first_number)
    return call


def _parse_cursor(pagination: Pagination, cursor: object) -> Next:
    """Return the cursor that a caller passes.

    Raises:
        InvalidArgumentError: it is not the cursor of a page.
    """
    if not isinstance(cursor, str):
        raise InvalidArgumentError("str", cursor)
    is_url = pagination.style in ("link", "url")
    if not is_url and not (pagination.is_numbered and "://" in cursor):
        if pagination.is_numbered and to_int(cursor) is None:
            raise InvalidArgumentError("the next_cursor of a page", cursor)
        return Next(cursor)
    try:
        resolve_location("http://localhost", cursor, frozenset())
    except ValueError:
        raise InvalidArgumentError("the next_cursor of a page", cursor) from None
    return Next(cursor, is_url=True)


def split_pointer(pointer: str) -> tuple[str, ...]:
    tokens = pointer.split("/")[1:]
    return (*(token.replace("~1", "/").replace("~0", "~") for token in tokens),)


def resolve_pointer(value: Any, pointer: str) -> Any:
    """Return the value at a JSON pointer; None if it does not exist."""
    for key in split_pointer(pointer):
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, list) and key.isdecimal() and int(key) < len(value):
            value = value[int(key)]
        else:
            return None
    return value


def to_int(value: Any) -> int | None:
    """Return a whole number, or one in a text; None for any other value."""
    if isinstance(value, str):
        # Python refuses to read longer numbers.
        return int(value) if value.isdecimal() and len(value) < 4300 else None
    is_whole = isinstance(value, int) or (
        isinstance(value, float) and value.is_integer()
    )
    return int(value) if is_whole and not isinstance(value, bool) else None


def _decode_cursor(operation: Operation[Any], name: str, cursor: Any) -> Any:
    """Decode a cursor as the argument that it becomes; a text may contain a number, or the reverse."""
    codec = find_codecs(operation).get(name)
    if codec is None or cursor is None:
        return cursor
    other: Any = cursor
    if isinstance(cursor, str):
        other = to_int(cursor)
    elif isinstance(cursor, (int, float)):
        other = str(cursor)
    for value in (cursor, other):
        faults = Faults()
        decoded = codec.decode(value, [value], 0, faults, "")
        if not faults:
            return decoded
    return cursor
