"""HTML from templates of this package: each value is escaped, unless it is HTML already."""

from __future__ import annotations

from typing import Any, LiteralString

from markupsafe import Markup, escape


def fill(template: LiteralString, *values: Any) -> Markup:
    """Return HTML with a value in place of each `%s`."""
    # A tenth of the time that `Markup.format` takes, which parses the template again for each value.
    return Markup(template % tuple(map(escape, values)))  # noqa: S704
