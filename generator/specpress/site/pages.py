"""Build the views of all pages from the facts of a package."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from specpress import ir
from specpress.output.facts import Facts
from specpress.package.part_texts import join_texts
from specpress.package.readme import build_examples
from specpress.package.readme_credentials import (
    CredentialRow,
    build_client,
    build_token_client,
    list_alternatives,
    list_credential_rows,
)
from specpress.package.reference import Reference
from specpress.site.elements import Definition
from specpress.site.entries import EntryBuilder
from specpress.site.frame import Frame
from specpress.site.layout import (
    ERRORS,
    LIFECYCLES,
    OVERVIEW,
    Layout,
    ModelsPart,
    OperationsPart,
    divide,
)
from specpress.site.links import SiteLinks, make_target
from specpress.site.navigation import Navigation
from specpress.site.scripts import ClientExample, Script
from specpress.site.views import (
    CredentialGuide,
    ErrorsPage,
    LifecyclesSitePage,
    ModelsPage,
    OperationsPage,
    OverviewPage,
    ResourceLink,
)


# Without slots, for the properties that are computed once.
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
    def _builders(self) -> dict[str, EntryBuilder]:
        """The builders of entries by the way from their folder to the first page."""
        return {
            root: EntryBuilder(
                self.facts, SiteLinks(root, self.layout.targets), self.has_mock
            )
            for root in ("", "../")
        }

    def _get_builder(self, path: str) -> EntryBuilder:
        return self._builders["../" * path.count("/")]

    def _build_frame(self, path: str, title: str) -> Frame:
        api = self.facts.api
        navigation = Navigation(self.layout, bool(self.facts.diagrams))
        return Frame(
            title=title,
            api_title=api.title,
            api_version=api.version,
            names=self.facts.names,
            navigation=navigation.build(path),
            links=self._get_builder(path).links,
            has_mock=self.has_mock,
        )

    # -- the first page --------------------------------------------------------------------

    def build_overview(self) -> dict[str, OverviewPage]:
        """Return the first page by its path."""
        facts, api, client = self.facts, self.facts.api, self.facts.client
        examples = build_examples(api, client, facts.resources, facts.examples)
        combined = (a for a in list_alternatives(api, client) if len(a) > 1)
        page = OverviewPage(
            frame=self._build_frame(OVERVIEW, "Overview"),
            text=join_texts(api.description, api.external_docs),
            servers=[_describe_server(server) for server in api.servers],
            parameters=[*self._list_parameters()],
            metadata=facts.metadata,
            script=Script(facts.names, examples.client, examples.first),
            credentials=[*self._list_credentials()],
            clients=[
                ClientExample(facts.names, build_client(client, names))
                for names in combined
            ],
            client=client,
            resources=[*self._list_resources()],
        )
        return {OVERVIEW: page}

    def _list_parameters(self) -> Iterator[Definition]:
        links = self._get_builder(OVERVIEW).links
        for parameter in self.facts.client.parameters:
            text = f"Sent with each request as `{parameter.wire}`."
            yield Definition(parameter.argument, text, links.print_type(parameter.type))

    def _list_credentials(self) -> Iterator[CredentialGuide]:
        client = self.facts.client
        first = next((c for c in client.credentials if c.has_token), None)
        rows = list_credential_rows(client)
        for credential, row in zip(client.credentials, rows, strict=True):
            scheme = credential.source
            constructor = build_client(client, (scheme.name,))
            yield CredentialGuide(
                rows=_describe_credential(row),
                name=scheme.name,
                text=join_texts(scheme.description, *scheme.notes),
                client=ClientExample(self.facts.names, constructor),
                tokens=self._build_tokens() if credential is first else None,
            )

    def _build_tokens(self) -> ClientExample | None:
        client = self.facts.client
        tokens = build_token_client(client)
        if tokens is None:
            return None
        async_tokens = build_token_client(client, "Async")
        names = self.facts.names
        return ClientExample(names, tokens, async_tokens, ("ClientCredentials",))

    def _list_resources(self) -> Iterator[ResourceLink]:
        first = {p.resource.name: p for p in reversed(self.layout.operations)}
        for resource in self.reference.resources:
            target = make_target(first[resource.name].path)
            count = len(resource.operations)
            yield ResourceLink(resource.name, target, resource.text, count)

    # -- the reference ---------------------------------------------------------------------

    def build_operations(self) -> dict[str, OperationsPage]:
        """Return the pages of operations by their paths."""
        return {p.path: self._build_operations(p) for p in self.layout.operations}

    def _build_operations(self, part: OperationsPart) -> OperationsPage:
        name, builder = part.resource.name, self._get_builder(part.path)
        subtitle = f"methods with {part.prefix}" if part.prefix else ""
        title = f"client.{name}{f': {subtitle}' if subtitle else ''}"
        return OperationsPage(
            frame=self._build_frame(part.path, title),
            name=name,
            subtitle=subtitle,
            text=part.resource.text,
            operations=[builder.build_operation(o) for o in part.operations],
        )

    def build_models(self) -> dict[str, ModelsPage]:
        """Return the pages of models by their paths."""
        return {part.path: self._build_models(part) for part in self.layout.models}

    def _build_models(self, part: ModelsPart) -> ModelsPage:
        builder = self._get_builder(part.path)
        subtitle = f"with {part.prefix.capitalize()}" if part.prefix else ""
        frame = self._build_frame(part.path, f"Models {subtitle}".strip())
        return ModelsPage(frame, subtitle, [*map(builder.build_model, part.models)])

    def build_errors(self) -> dict[str, ErrorsPage]:
        """Return the page of the exceptions by its path."""
        errors = self._get_builder(ERRORS).list_errors()
        frame = self._build_frame(ERRORS, "Errors")
        return {ERRORS: ErrorsPage(frame, self.facts.errors.tree, errors)}

    def build_lifecycles(self) -> dict[str, LifecyclesSitePage]:
        """Return the page of the lifecycles by its path, if there are any."""
        if not self.facts.diagrams:
            return {}
        builder = self._get_builder(LIFECYCLES)
        frame = self._build_frame(LIFECYCLES, "Lifecycles")
        entries = [builder.build_lifecycle(d) for d in self.facts.diagrams]
        return {LIFECYCLES: LifecyclesSitePage(frame, entries)}


def _describe_credential(row: CredentialRow) -> list[Definition]:
    meaning = f"{row.meaning[:1].upper()}{row.meaning[1:]}"
    text = f"{meaning}. Sent as {row.place} `{row.wire}`."
    variable = "The client reads it without the argument."
    return [
        Definition(row.argument, text, "argument"),
        Definition(row.env, variable, "environment variable"),
    ]


def _describe_server(server: ir.Server) -> Definition:
    """Return the URL of a server with its description and its variables."""
    parts = [server.description.strip()]
    parts += [f"`{v.name}`: {_describe_variable(v)}" for v in server.variables]
    return Definition(server.url, "\n\n".join(filter(None, parts)))


def _describe_variable(variable: ir.Variable) -> str:
    parts = [variable.description.strip()]
    if variable.values:
        parts.append(f"One of {', '.join(variable.values)}.")
    if variable.default is not None:
        parts.append(f"Default: {variable.default}.")
    return " ".join(filter(None, parts))
