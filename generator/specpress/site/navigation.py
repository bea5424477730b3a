"""The navigation of each page: all resources, the parts of the page itself, groups of models."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from specpress.package.reference import OperationReference
from specpress.site.frame import NavigationLink
from specpress.site.layout import (
    ERRORS,
    LIFECYCLES,
    OVERVIEW,
    Layout,
    ModelsPart,
    OperationsPart,
)

# Operations of an API, above which only those of the page itself are listed.
MAX_OPERATIONS = 40
# Models, above which only their pages are listed.
MAX_MODELS = 40


@dataclass(frozen=True, slots=True)
class Navigation:
    """Builds the navigation of each page."""

    layout: Layout
    has_lifecycles: bool

    def build(self, path: str) -> list[NavigationLink]:
        """Return the navigation of the page at a path."""
        root = "../" * path.count("/")
        pages = {"Overview": OVERVIEW, "Errors": ERRORS}
        if self.has_lifecycles:
            pages["Lifecycles"] = LIFECYCLES
        general = [
            NavigationLink(title, root + target, target == path)
            for title, target in pages.items()
        ]
        sections = {
            "Resources": [*self._list_resources(path, root)],
            "Models": [*self._list_models(path, root)],
        }
        titles = (NavigationLink(t, "", False, v) for t, v in sections.items() if v)
        return [*general, *titles]

    def _list_resources(self, path: str, root: str) -> Iterator[NavigationLink]:
        count = sum(len(part.operations) for part in self.layout.operations)
        by_resource: dict[str, list[OperationsPart]] = {}
        for part in self.layout.operations:
            by_resource.setdefault(part.resource.name, []).append(part)
        for name, parts in by_resource.items():
            is_current = any(part.path == path for part in parts)
            is_open = is_current or count <= MAX_OPERATIONS
            children: list[NavigationLink] = []
            if len(parts) == 1 and is_open:
                children = _list_operations(parts[0], path, root)
            elif is_open:
                children = [_link_part(part, path, root) for part in parts]
            is_page = len(parts) == 1 and is_current
            href = root + quote(parts[0].path)
            yield NavigationLink(name, href, is_page, children)

    def _list_models(self, path: str, root: str) -> Iterator[NavigationLink]:
        """Yield the pages of models: of each first letter one, and all of the letter of the page itself."""
        by_letter: dict[str, list[ModelsPart]] = {}
        for group in self.layout.models:
            by_letter.setdefault(group.prefix[:1], []).append(group)
        for letter, groups in by_letter.items():
            is_current = any(group.path == path for group in groups)
            children: list[NavigationLink] = []
            if len(groups) > 1 and is_current:
                children = [_link_models(group, path, root) for group in groups]
            elif len(groups[0].models) <= MAX_MODELS and (is_current or not letter):
                children = _list_names(groups[0], path, root)
            title = f"{letter.upper()}…" if letter else "All models"
            is_page = is_current and len(groups) == 1
            href = root + quote(groups[0].path)
            yield NavigationLink(title, href, is_page, children)


def _link_models(group: ModelsPart, path: str, root: str) -> NavigationLink:
    title = f"{group.prefix.capitalize()}…"
    return NavigationLink(title, root + quote(group.path), group.path == path)


def _list_names(group: ModelsPart, path: str, root: str) -> list[NavigationLink]:
    page = "" if group.path == path else root + quote(group.path)
    return [NavigationLink(m.name, f"{page}#{quote(m.name)}") for m in group.models]


def _link_part(part: OperationsPart, path: str, root: str) -> NavigationLink:
    """Return the link to a part of a resource, with its operations on its own page."""
    is_current = part.path == path
    children = _list_operations(part, path, root) if is_current else []
    href = root + quote(part.path)
    return NavigationLink(f"{part.prefix}…", href, is_current, children)


def _list_operations(
    part: OperationsPart, path: str, root: str
) -> list[NavigationLink]:
    page = "" if part.path == path else root + quote(part.path)
    return [_link_operation(operation, page) for operation in part.operations]


def _link_operation(operation: OperationReference, page: str) -> NavigationLink:
    return NavigationLink(
        operation.method.name,
        f"{page}#{quote(operation.name)}",
        verb=operation.http_method,
        is_deprecated=operation.method.source.deprecated,
    )
