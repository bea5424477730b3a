"""Build the views of all pages from the facts of a package."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from specpress import ir
from specpress.output.facts import Facts
from specpress.package.docstrings import Entry
from specpress.package.readme import build_examples
from specpress.package.readme_credentials import (
    build_client,
    build_token_client,
    list_alternatives,
    list_credential_rows,
)
from specpress.package.reference import OperationReference, Reference
from specpress.site.frame import Frame
from specpress.site.layout import (
    ERRORS,
    LIFECYCLES,
    OVERVIEW,
    Layout,
    OperationsPart,
    divide,
)
from specpress.site.links import Links, make_target
from specpress.site.navigation import Navigation
from specpress.site.requests import build_request
from specpress.site.scripts import Script
from specpress.site.views import (
    CredentialGuide,
    ErrorsPage,
    LifecyclesSitePage,
    ModelsPage,
    OperationsPage,
    OperationView,
    OverviewPage,
    ResourceRow,
    ServerRow,
)

_URL = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)


@dataclass(frozen=True)
class Site:
    """The pages of an API."""

    facts: Facts
    has_mock: bool = False
    """True if the pages are served beside the mock server."""

    @cached_property
    def reference(self) -> Reference:
        """All operations, models and exceptions."""
        return self.facts.build_reference().reference

    @cached_property
    def layout(self) -> Layout:
        """The division into pages."""
        module = self.facts.errors
        names = [e.name for e in module.errors] + [r.name for r in module.refusals]
        return divide(self.reference, names)

    @cached_property
    def _links(self) -> dict[str, Links]:
        return {root: Links(root, self.layout.targets) for root in ("", "../")}

    def build_overview(self) -> dict[str, OverviewPage]:
        """Return the first page by its path."""
        facts, api = self.facts, self.facts.api
        examples = build_examples(api, facts.client, facts.resources, facts.examples)
        page = OverviewPage(
            frame=self._build_frame(OVERVIEW, "Overview"),
            text=api.description,
            servers=[*_list_servers(api)],
            metadata=facts.metadata,
            script=Script(facts.names, examples.client, examples.first),
            credentials=[*self._list_credentials()],
            clients=[
                build_client(facts.client, names)
                for names in list_alternatives(api, facts.client)
                if len(names) > 1
            ],
            client=facts.client,
            resources=[*self._list_resources()],
        )
        return {OVERVIEW: page}

    def _list_credentials(self) -> Iterator[CredentialGuide]:
        client = self.facts.client
        tokens, async_tokens = (build_token_client(client, p) for p in ("", "Async"))
        rows = list_credential_rows(client)
        first_with_token = next((c for c in client.credentials if c.has_token), None)
        for credential, row in zip(client.credentials, rows, strict=True):
            has_tokens = credential is first_with_token
            yield CredentialGuide(
                row=row,
                name=credential.source.name,
                text=credential.source.description,
                client=build_client(client, (credential.source.name,)),
                tokens=tokens if has_tokens else None,
                async_tokens=async_tokens if has_tokens else None,
            )

    def _list_resources(self) -> Iterator[ResourceRow]:
        first = {p.resource.name: p for p in reversed(self.layout.operations)}
        for resource in self.reference.resources:
            target = make_target(first[resource.name].path)
            count = len(resource.operations)
            yield ResourceRow(resource.name, target, resource.text, count)

    def build_operations(self) -> dict[str, OperationsPage]:
        """Return the pages of operations by their paths."""
        return {p.path: self._build_operations(p) for p in self.layout.operations}

    def _build_operations(self, part: OperationsPart) -> OperationsPage:
        name = part.resource.name
        title = f"client.{name}"
        if part.prefix:
            title += f": methods with {part.prefix}"
        return OperationsPage(
            frame=self._build_frame(part.path, title),
            name=name,
            part=part.prefix,
            text=part.resource.text,
            operations=[self._build_operation(o) for o in part.operations],
        )

    def _build_operation(self, reference: OperationReference) -> OperationView:
        facts, method = self.facts, reference.method
        has_request = self.has_mock and reference.example is not None
        return OperationView(
            reference=reference,
            links=[*_list_links(reference)],
            request=(
                build_request(facts.api, method, facts.client, facts.examples)
                if has_request
                else None
            ),
        )

    def build_models(self) -> dict[str, ModelsPage]:
        """Return the pages of models by their paths."""
        return {
            group.path: ModelsPage(
                self._build_frame(
                    group.path, f"Models with {group.prefix}" if group.prefix else "Models"
                ),
                group.prefix,
                group.models,
            )
            for group in self.layout.models
        }

    def build_errors(self) -> dict[str, ErrorsPage]:
        """Return the page of the exceptions by its path."""
        module = self.facts.errors
        frame = self._build_frame(ERRORS, "Errors")
        return {ERRORS: ErrorsPage(frame, module.tree, module.errors, module.refusals)}

    def build_lifecycles(self) -> dict[str, LifecyclesSitePage]:
        """Return the page of the lifecycles by its path, if there are any."""
        diagrams = self.facts.diagrams
        if not diagrams:
            return {}
        frame = self._build_frame(LIFECYCLES, "Lifecycles")
        return {LIFECYCLES: LifecyclesSitePage(frame, diagrams)}

    def _build_frame(self, path: str, title: str) -> Frame:
        api, navigation = self.facts.api, Navigation(self.layout, bool(self.facts.diagrams))
        return Frame(
            title=title,
            api_title=api.title,
            api_version=api.version,
            names=self.facts.names,
            navigation=navigation.build(path),
            links=self._links["../" * path.count("/")],
            has_mock=self.has_mock,
        )


def _list_servers(api: ir.Api) -> Iterator[ServerRow]:
    for server in api.servers:
        variables = [(v.name, _describe_variable(v)) for v in server.variables]
        yield ServerRow(server.url, server.description, variables)


def _describe_variable(variable: ir.Variable) -> str:
    parts = [variable.description.strip()]
    if variable.values:
        parts.append(f"One of {', '.join(variable.values)}.")
    if variable.default is not None:
        parts.append(f"Default: {variable.default}.")
    return " ".join(filter(None, parts))


def _list_links(reference: OperationReference) -> Iterator[Entry]:
    """Yield the links of an operation that have a URL: its address, and the whole text."""
    for text in reference.doc.links:
        match = _URL.search(text)
        yield (match[0] if match else "", text)
