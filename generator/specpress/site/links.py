"""Links between the pages: the targets of operations, models and exceptions, and types with links."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from markupsafe import Markup, escape

from specpress.package.reference import list_models_in
from specpress.python.expressions import PyExpression
from specpress.site.html import fill

# A string, whose words are no names, or a name with those of its modules.
_TOKEN = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|[^\W\d][\w.]*")


@dataclass(frozen=True, slots=True)
class SiteLinks:
    """The links of the pages in a folder."""

    root: str
    """The way from the folder to the first page: empty, or `../`."""
    targets: Mapping[str, str]
    """The targets of models, exceptions and operations by their names, from the first page."""
    _types: dict[str, Markup] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """Return the target of a name, relative to the page; "" without one."""
        target = self.targets.get(name)
        return "" if target is None else self.root + target

    def link(self, name: str) -> Markup:
        """Return a name in HTML, with a link if it has a target."""
        target = self.get(name)
        return fill('<a href="%s">%s</a>', target, name) if target else escape(name)

    def print_type(self, annotation: PyExpression) -> Markup:
        """Return a type in HTML, with links to its models."""
        text = str(annotation)
        if text not in self._types:
            self._types[text] = self._link_type(text, {*list_models_in(annotation)})
        return self._types[text]

    def _link_type(self, text: str, models: set[str]) -> Markup:
        parts: list[Markup] = []
        end = 0
        for match in _TOKEN.finditer(text):
            name = match[0].rpartition(".")[2]
            if name in models and (target := self.get(name)):
                link = fill('<a href="%s">%s</a>', target, match[0])
                parts += [escape(text[end : match.start()]), link]
                end = match.end()
        return Markup("").join([*parts, escape(text[end:])])


def make_target(path: str, anchor: str = "") -> str:
    """Return a link to a page, or to a part of it, from the first page."""
    return quote(path) + (f"#{quote(anchor)}" if anchor else "")
