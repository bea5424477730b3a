"""Names of OpenAPI fields that several stages read, and the names that HTTP can send."""

import re

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
OTHER_METHODS = "additionalOperations"
# Headers of the connection and of the framing of a message: the HTTP library sets them, and a value of
# the caller could contradict it. `_runtime/codec/parameter_values.py` has the same list.
CONNECTION_HEADERS = frozenset(
    [
        "connection",
        "content-length",
        "expect",
        "host",
        "keep-alive",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    ]
)
# Header parameters that the specification ignores: content and security schemes describe them.
DESCRIBED_HEADERS = frozenset(["accept", "authorization", "content-type"])


def is_ignored_parameter(location: str, name: str) -> bool:
    """Return whether a parameter is a header that is never an argument."""
    header = name.lower() if location == "header" else ""
    return header in CONNECTION_HEADERS or header in DESCRIBED_HEADERS


# RFC 9110: names of headers and methods. RFC 6265: names of cookies.
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
NAME_HINT = "write ASCII letters, digits and !#$%&'*+-.^_`|~ only"

_HEADER_VALUE = re.compile(r"[\t -~]+")


def is_header_value(text: str) -> bool:
    """Return whether a media type can be the value of a header."""
    return _HEADER_VALUE.fullmatch(text) is not None


def is_token(name: str) -> bool:
    """Return whether HTTP can send a name of a header, a cookie or a method."""
    return _TOKEN.fullmatch(name) is not None


def describe_unsendable(kind: str, name: str) -> str:
    """Return the message about a name that HTTP cannot send, whose part is ignored."""
    return f"{name!r} cannot be the name of a {kind}; ignored"
