"""Steps of JSON Pointers (RFC 6901)."""

from __future__ import annotations

from specpress.document.problems import Step


def escape_step(step: Step) -> str:
    """Escape a step for a JSON Pointer."""
    text = str(step)
    if "~" not in text and "/" not in text:
        return text
    return text.replace("~", "~0").replace("/", "~1")


def unescape_step(step: str) -> str:
    """Return the key or index that an escaped step denotes."""
    if "~" not in step:
        return step
    return step.replace("~1", "/").replace("~0", "~")


def split_pointer(fragment: str) -> list[str]:
    """Return the steps of a JSON Pointer."""
    return [unescape_step(step) for step in fragment.split("/")[1:]]
