"""Media types: what their names say about the content."""

from __future__ import annotations

# Media types of a sequence of JSON values.
LINES = (
    "application/json-lines",
    "application/json-seq",
    "application/jsonl",
    "application/jsonlines",
    "application/ndjson",
    "application/stream+json",
    "application/x-json-stream",
    "application/x-jsonl",
    "application/x-jsonlines",
    "application/x-ndjson",
)

TEXT = (
    "application/graphql",
    "application/javascript",
    "application/x-www-form-urlencoded",
    "application/x-yaml",
    "application/xml",
    "application/yaml",
)

# Names without a type that documents write, and the media types that they mean.
ABBREVIATIONS = {
    "*": "*/*",
    "csv": "text/csv",
    "event-stream": "text/event-stream",
    "form-data": "multipart/form-data",
    "html": "text/html",
    "json": "application/json",
    "multipart": "multipart/form-data",
    "octet-stream": "application/octet-stream",
    "pdf": "application/pdf",
    "plain": "text/plain",
    "text": "text/plain",
    "x-www-form-urlencoded": "application/x-www-form-urlencoded",
    "xml": "application/xml",
}


def complete(media_type: str) -> str:
    """Return the media type that a name without a slash means; any other name unchanged."""
    name, separator, parameters = media_type.partition(";")
    meant = ABBREVIATIONS.get(name.strip().lower())
    return media_type if meant is None else f"{meant}{separator}{parameters}"


def plain(media_type: str) -> str:
    """Return the media type without its parameters, in lower case."""
    return media_type.partition(";")[0].strip().lower()


def is_lines(name: str) -> bool:
    """Return whether a media type is a sequence of JSON values."""
    return name in LINES or name.endswith("+json-seq")


def is_range(name: str) -> bool:
    """Return whether a media type is a range that may include JSON."""
    return name in ("*/*", "application/*")


def is_json(media_type: str) -> bool:
    """Return whether a media type is JSON."""
    name = plain(media_type)
    if name in LINES:
        return False
    subtype = name.rpartition("/")[2]
    return (
        subtype in ("json", "*")
        and not name.startswith(("image/", "audio/", "video/", "text/*"))
    ) or name.endswith("+json")


def is_binary(name: str) -> bool:
    """Return whether content of a media type is never text, whatever its schema is."""
    kind = name.partition("/")[0]
    is_media = kind in ("audio", "font", "image", "video")
    return is_media or name == "application/octet-stream"


def is_multipart(media_type: str) -> bool:
    """Return whether a media type consists of parts."""
    return plain(media_type).startswith("multipart/")


def is_text(name: str) -> bool:
    """Return whether a media type is text."""
    return name.startswith("text/") or name in TEXT or name.endswith(("+xml", "+yaml"))
