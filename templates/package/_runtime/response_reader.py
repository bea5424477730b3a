"""Decoding of responses: the documented response, and content as JSON or text, without I/O."""

from __future__ import annotations

import re
from codecs import lookup
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from .codec.codec import ABSENT, InvalidDataError, UnknownVariant, invalid_data
from .codec.types import decode_value
from .json.parsing import decode_content, parse_json
from .operation import Operation, ResponseSpec, TypeSpec
from .transport.transport import SUPPORTED, Response, encoding_name

_CHARSET = re.compile(r"""charset\s*=\s*["']?([^\s"';]+)""", re.IGNORECASE)
# Codecs that decode bytes to characters in linear time: not punycode, idna, utf-7 or escapes.
_SAFE_CODECS = re.compile(
    r"ascii|utf-8(-sig)?|utf-(16|32)(-[bl]e)?|iso8859-\d+|cp\d+|koi8-[rtu]|mac-\w+|hp-roman8"
    r"|big5(hkscs)?|gb(2312|k|18030)|shift_jis\w*|euc_\w+|iso2022_\w+|hz|johab|tis-620|kz1048"
    r"|ptcp154"
)
_TEXT = re.compile(r"text/|.*[/+](xml|yaml)$")
_JSON = re.compile(r".*[/+]json$")


def essence(media_type: str) -> str:
    """Return a media type without parameters, in lower case."""
    return media_type.partition(";")[0].strip().lower()


def read_content(spec: ResponseSpec, content: bytes, content_type: str) -> Any:
    """Return the value of complete content.

    The media type of the content decides how the bytes are read, the schema which value they are.

    Raises:
        InvalidDataError: the content contradicts the document.
    """
    if spec.format is not None and not _JSON.match(essence(content_type)):
        return decode_value(spec.type, spec.format.read(content, content_type))
    kind = _choose_kind(spec, essence(content_type))
    if kind == "empty":
        return None
    if kind == "bytes":
        return content
    if kind == "text":
        return decode_value(spec.type, decode_text(content, content_type))
    try:
        if kind == "json":
            return read_json(content, spec.type)
        # A response that is declared as text without a schema is a string too.
        type_spec = spec.type or ("str" if spec.kind == "text" else None)
        return _read_json_or_text(content, content_type, type_spec)
    except InvalidDataError as error:
        if not content and spec.kind == "detect" and spec.type is None:
            return None
        if error.decode is None and essence(content_type) == HTML:
            # A proxy or a captive portal responded: its page is not a value of the API.
            error.received = ABSENT
        raise


def _choose_kind(spec: ResponseSpec, media_type: str) -> str:
    """Return how to read content of an actual media type: json, text, either, bytes or empty.

    A file remains a file. JSON is often labelled as plain text, and texts as JSON: if the document
    and the response differ, either is possible.
    """
    is_json = _JSON.match(media_type)
    match spec.kind:
        case "text":
            return "either" if is_json else "text"
        case "json":
            return "either" if media_type == "text/plain" else "json"
        case "detect" if is_json:
            return "json"
        case "detect" if media_type in ("", "*/*"):
            return "json" if spec.type is None else "either"
        case "detect":
            is_text = spec.type is not None or _TEXT.match(media_type)
            return "text" if is_text else "bytes"
        case kind:
            return kind


def _read_json_or_text(
    content: bytes, content_type: str, type_spec: TypeSpec | None
) -> Any:
    """Decode JSON; if it is not JSON of this type, the text itself is the value.

    JSON in the charset of its content type is read too, as it is declared as text.
    """
    try:
        return read_json(content, type_spec)
    except InvalidDataError as error:
        failure = error
    text = decode_text(content, content_type)
    try:
        return read_json(text, type_spec)
    except InvalidDataError as error:
        if error.at:
            failure = error
    try:
        value = decode_value(type_spec, text)
    except InvalidDataError:
        raise failure from None
    if isinstance(value, UnknownVariant):
        raise failure
    return value


def charset_of(content_type: str) -> str:
    """Return the charset of a content type; UTF-8 by default."""
    match = _CHARSET.search(content_type)
    return match[1] if match else "utf-8"


def find_codec(charset: str) -> str | None:
    """Return the codec of a charset: UTF-8 for an unknown one, None if the codec is not safe."""
    try:
        name = lookup(charset[:40]).name
    except (LookupError, ValueError):
        return "utf-8"
    return name if _SAFE_CODECS.fullmatch(name) else None


def decode_text(content: bytes, content_type: str) -> str:
    """Decode text by the charset of its content type; UTF-8 by default.

    Raises:
        InvalidDataError: the content is not valid in this charset, or the charset is not supported.
    """
    charset = charset_of(content_type)
    codec = find_codec(charset)
    if codec is None:
        raise invalid_data("text in a supported charset", charset, content)
    return decode_content(content, codec, charset)


def read_json(content: bytes | str, type_spec: TypeSpec | None) -> Any:
    """Parse and decode JSON; the last value of a duplicate key counts.

    Raises:
        InvalidDataError: the content is not JSON, or contradicts the document.
    """
    return decode_value(type_spec, parse_json(content))


# For error bodies that the document does not describe.
UNDOCUMENTED = ResponseSpec("default", None, None, "detect")
HTML, BINARY = "text/html", "application/octet-stream"
# Any content is valid for these kinds, so only the media type can reveal an error page.
OPAQUE_KINDS = ("bytes", "text", "chunks")


class ResponseHead(Protocol):
    """Status and headers of a response, whether its body has been read or not."""

    @property
    def status(self) -> int: ...

    @property
    def headers(self) -> Mapping[str, str]: ...


def is_success(status: int) -> bool:
    """Return whether the status is 2XX."""
    return 200 <= status < 300


def read_success(operation: Operation[Any], response: Response) -> Any:
    """Return the value of a successful response.

    Raises:
        InvalidDataError: the body contradicts the document.
    """
    spec = find_success(operation, response)
    if spec is None:
        return None
    if response.content:
        check_encoding(response.headers)
    check_media_type(spec, response)
    return read_content(spec, response.content, get_content_type(response))


def check_media_type(spec: ResponseSpec, response: ResponseHead) -> None:
    """Reject an HTML page in place of a file or text.

    A captive portal or a proxy can respond for the server with status 200.

    Raises:
        InvalidDataError: the body is HTML, and the document declares another definite media type.
    """
    if spec.kind not in OPAQUE_KINDS:
        return
    declared = essence(spec.media_type or "")
    actual = essence(get_content_type(response))
    allows_html = "*" in declared or declared in ("", BINARY) or "html" in declared
    if actual == HTML and not allows_html:
        raise invalid_data(declared, actual)


def check_encoding(headers: Mapping[str, str]) -> None:
    """Reject a body that could not be decompressed.

    Raises:
        InvalidDataError: the content encoding is not supported.
    """
    name = encoding_name(headers.get("content-encoding", ""))
    if name and name not in SUPPORTED:
        raise invalid_data("content encoding gzip or deflate", name)


def read_error_body(
    operation: Operation[Any],
    response: Response,
    fallback: ResponseSpec | None = None,
) -> Any:
    """Return the decoded body of an error, or None if it is undocumented.

    An undocumented body is read as `fallback`, if there is one.

    Raises:
        InvalidDataError: the body cannot be decoded.
    """
    spec = find_documented(operation.errors, response)
    if spec is None or spec.kind == "empty":
        spec = fallback
    if spec is None:
        return None
    try:
        return read_content(spec, response.content, get_content_type(response))
    except InvalidDataError as error:
        if spec is fallback:
            error.received = ABSENT
        raise


def read_retryable(
    operation: Operation[Any],
    response: Response,
    resolve: Callable[[InvalidDataError], Any],
) -> bool | None:
    """Return whether the body of an error allows a retry; None if it does not specify this.

    `resolve` returns the body if it contradicts the document.
    """
    if operation.retryable_field is None:
        return None
    try:
        body = read_error_body(operation, response)
    except InvalidDataError as error:
        body = resolve(error)
    value = getattr(body, operation.retryable_field, None)
    return value if isinstance(value, bool) else None


def get_content_type(response: ResponseHead) -> str:
    """Return the content type of a response, with its parameters."""
    return response.headers.get("content-type", "")


def find_documented(
    specs: tuple[ResponseSpec, ...], response: ResponseHead
) -> ResponseSpec | None:
    """Return the documented response: the exact status, then its range, then the default."""
    for key in status_keys(response.status):
        matches = [spec for spec in specs if spec.status == key]
        if matches:
            return find_closest(matches, get_content_type(response))
    return None


def find_success(
    operation: Operation[Any], response: ResponseHead
) -> ResponseSpec | None:
    """Return the documented response; for an undocumented 2XX status, one of another status."""
    specs = operation.responses
    return find_documented(specs, response) or find_closest(
        specs, get_content_type(response)
    )


def status_keys(status: int) -> tuple[str, str, str]:
    """Return the keys of a status in a document, from the narrowest to the widest."""
    return str(status), f"{status // 100}XX", "default"


def find_closest(
    specs: Sequence[ResponseSpec], content_type: str
) -> ResponseSpec | None:
    """Return the response whose media type is closest to the actual content type."""
    if len(specs) == 1:
        return specs[0]
    return min(
        specs, key=lambda spec: _distance(spec.media_type, content_type), default=None
    )


def _distance(declared: str | None, actual: str) -> int:
    """Rank a declared media type: equal, same essence, wildcard, both JSON, different."""
    if (declared or "").lower() == actual.lower():
        return 0
    left, right = essence(declared or ""), essence(actual)
    if left == right:
        return 1
    if left in ("*/*", f"{right.partition('/')[0]}/*"):
        return 3 if left == "*/*" else 2
    if right.endswith("json") and left.endswith("json"):
        return 4
    return 5
