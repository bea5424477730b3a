"""Terms, contact and licence of an API, and URLs of documentation elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specpress.document.resolve import Cursor


def describe_external_docs(holder: Cursor) -> str:
    """Return the URL of `externalDocs` with its description, in one line; "" without one."""
    docs = _get_object(holder.value, "externalDocs")
    (url,), (description,) = _list_texts(docs, "url"), _list_texts(docs, "description")
    if not url:
        return ""
    head = description.rstrip(".:")
    return f"{head}: {url}" if head else f"See {url}"


def describe_info(info: Cursor) -> Iterator[str]:
    """Yield a line for the terms of service, the contact and the licence of an API."""
    contact, licence = (_get_object(info.value, k) for k in ("contact", "license"))
    parts = {
        "Terms of service": _list_texts(info.value, "termsOfService"),
        "Contact": _list_texts(contact, "name", "email", "url"),
        "Licence of the API": _list_texts(licence, "name", "identifier", "url"),
    }
    for head, texts in parts.items():
        if text := ", ".join(dict.fromkeys(filter(None, texts))):
            yield f"{head}: {text}"


def _get_object(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else None


def _list_texts(value: Any, *keys: str) -> list[str]:
    """Return the texts at keys, each in one line; "" where there is none."""
    values = (_get_object(value, key) for key in keys)
    return [" ".join(t.split()) if isinstance(t, str) else "" for t in values]
