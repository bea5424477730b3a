"""The navigation of each page: all resources, the parts of the page itself, groups of models."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from specpress.package.reference import OperationReference
from specpress.site.frame import NavigationLink, NavigationSection
from specpress.site.layout import (
    ERRORS,
    LIFECYCLES,
    OVERVIEW,
    Layout,
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

    def build(self, path: str) -> list[NavigationSection]:
        """Return the navigation of the page at a path."""
        root = "../" * path.count("/")
        pages = {"Overview": OVERVIEW, "Errors": ERRORS}
        if self.has_lifecycles:
            pages["Lifecycles"] = LIFECYCLES
        general = [
            NavigationLink(title, root + target, target == path)
            for title, target in pages.items()
        ]
        sections = [
            NavigationSection("", general),
            NavigationSection("Resources", [*self._list_resources(path, root)]),
            NavigationSection("Models", [*self._list_models(path, root)]),
        ]
        return [section for section in sections if section.links]

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
        groups = self.layout.models
        for group in groups:
            is_current = group.path == path
            href = root + quote(group.path)
            models = group.models
            is_listed = len(models) <= MAX_MODELS and (is_current or len(groups) == 1)
            children = [
                NavigationLink(model.name, f"{'' if is_current else href}#{quote(model.name)}")
                for model in models
                if is_listed
            ]
            title = f"{group.prefix.capitalize()}…" if group.prefix else "All models"
            yield NavigationLink(title, href, is_current, children)


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
