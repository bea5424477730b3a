"""Names of OpenAPI fields that several stages read."""

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
