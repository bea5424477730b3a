"""Docstrings of methods: summary, arguments, results and exceptions, from the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from specpress import ir
from specpress.package.errors import expand_status, name_error
from specpress.package.part_texts import describe_parts, join_texts
from specpress.package.responses import MethodForm, list_error_responses
from specpress.package.transitions import name_refusals
from specpress.python.names.argument_names import get_key, has_other_words
from specpress.python.types import PythonTypes

# A name and its description, which may be empty.
Entry: TypeAlias = tuple[str, str]
PAGES = "Returns pages: iterate over the result for the items of all pages."
CONTENT_TYPE = (
    "media type of the body; by default the first that accepts it, JSON before others."
)
# Descriptions of responses that add no information.
VAGUE = (
    "",
    "ok",
    "response",
    "success",
    "successful operation",
    "successful response",
)


@dataclass(frozen=True, slots=True)
class ErrorDoc:
    """An exception, and when it is raised."""

    name: str
    """The class, or several classes separated by commas."""
    text: str
    """When the error is raised."""
    is_known: bool = False
    """True if the docstring of the exception or its name says the same."""
    statuses: tuple[str, ...] = ()
    """The documented statuses of the classes; none for a refusal."""


@dataclass(frozen=True, slots=True)
class MethodDoc:
    """The documentation of a method, in parts; each text is of the document."""

    paragraphs: tuple[str, ...]
    """Paragraphs before the arguments."""
    arguments: tuple[Entry, ...]
    """Arguments with their meanings."""
    responses: tuple[Entry, ...]
    """Success statuses with their meanings; a status is "" if there is only one."""
    headers: tuple[Entry, ...]
    """Response headers, each with its text."""
    errors: tuple[ErrorDoc, ...]
    """Errors that the method raises."""
    links: tuple[str, ...]
    """Links of the document to other pages."""

    @property
    def text(self) -> str:
        """The text of the docstring."""
        arguments = [f"{name}: {text}" for name, text in self.arguments]
        responses = [f"{s}: {text}" if s else text for s, text in self.responses]
        raised = [(e.name, "" if e.is_known else e.text) for e in self.errors]
        parts = [
            *self.paragraphs,
            format_section("Args", arguments),
            format_section("Returns", responses),
            _format_names("Headers", [*self.headers]),
            _format_names("Raises", raised),
            format_section("Links", [*self.links]),
        ]
        return join_texts(*parts)


def build_method_doc(
    python: PythonTypes,
    source: ir.Operation,
    form: MethodForm,
    names: Mapping[str, str],
    meanings: Mapping[str, str],
    is_paginated: bool = False,
) -> MethodDoc:
    """Return the documentation of a method.

    `names` are its arguments, `meanings` the statuses that the docstrings of exceptions describe.
    """
    parts = ["Deprecated."] if source.deprecated else []
    texts = [text for text in (source.summary, source.description) if text.strip()]
    parts += texts or [f"{source.method} {source.path}"]
    notes = (_describe_server(source), _describe_scopes(source), source.external_docs)
    parts += filter(None, notes)
    if is_paginated:
        parts.append(PAGES)
    errors = list_error_responses(source)
    raised = [*_describe_errors(errors, meanings), *_describe_refusals(python, source)]
    return MethodDoc(
        tuple(parts),
        tuple(_describe_arguments(python, source, names)),
        tuple(_describe_responses(python, form)),
        tuple(_describe_headers(source)),
        tuple(raised),
        source.links,
    )


def _describe_server(source: ir.Operation) -> str:
    """Return the server of an operation that has one of its own, with its description."""
    server = next(iter(source.servers), None)
    if server is None or not server.url:
        return ""
    text = " ".join(server.description.split())
    return f"Server: `{server.url}`: {text}" if text else f"Server: `{server.url}`."


def _describe_scopes(source: ir.Operation) -> str:
    """Return the scopes that a credential needs, such as "Scopes: `read`, `write`; or `admin`."."""
    alternatives = (", ".join(f"`{s}`" for s in scopes) for scopes in source.scopes)
    text = "; or ".join(alternatives)
    return f"Scopes: {text}." if text else ""


def format_section(name: str, entries: list[str]) -> str:
    """Return a section of a docstring, one line per entry; "" without entries."""
    lines = [f"    {' '.join(entry.split())}" for entry in entries]
    return "\n".join([f"{name}:", *lines]) if lines else ""


def _format_names(name: str, entries: list[Entry]) -> str:
    """Return a section of names with descriptions; names without one share a line."""
    plain = ", ".join(head for head, text in entries if not text)
    described = [f"{head}: {text}" for head, text in entries if text]
    if not described:
        return f"{name}: {plain}" if plain else ""
    return format_section(name, [plain, *described] if plain else described)


def _describe_arguments(
    python: PythonTypes, source: ir.Operation, names: Mapping[str, str]
) -> Iterator[Entry]:
    for parameter in source.parameters:
        name = names[get_key(parameter)]
        parts = [_describe_parameter(python, parameter)]
        if has_other_words(name, parameter.wire):
            parts.append(f"Sent as `{parameter.wire}`.")
        if text := " ".join(filter(None, parts)):
            yield name, text
    if text := " ".join(_describe_bodies(python, source)):
        yield "body", text
    if len(source.bodies) > 1:
        yield "content_type", CONTENT_TYPE


def _describe_bodies(python: PythonTypes, source: ir.Operation) -> Iterator[str]:
    """Yield the description of the body, and those of its types without a class."""
    known = source.body_description.strip()
    if known:
        yield known
    for type_id in filter(None, (body.type for body in source.bodies)):
        for text in describe_parts(python, type_id, [known]):
            known = f"{known} {text}"
            yield text


def _describe_parameter(python: PythonTypes, parameter: ir.Parameter) -> str:
    """Return the description of a parameter, or else of its schema, with its constraint notes."""
    schema = python.types[parameter.type].description.strip()
    text = parameter.description.strip() or schema
    notes = [note for note in parameter.notes if note not in text]
    items = describe_parts(python, parameter.type, [text, *notes])
    parts = ["Deprecated." if parameter.deprecated else "", text, *notes, *items]
    return " ".join(part for part in parts if part)


def _describe_responses(python: PythonTypes, form: MethodForm) -> Iterator[Entry]:
    """Yield the descriptions of the success statuses and of their types without a class.

    If there are several methods, they have the media types.
    """
    statuses: dict[str, list[ir.Response]] = {}
    for decoding in form.responses:
        statuses.setdefault(decoding.source.status, []).append(decoding.source)
    for status, responses in statuses.items():
        text = responses[0].description
        if form.suffix:
            types = ", ".join(r.media_type for r in responses if r.media_type)
            text = f"{text} ({types})".strip()
        head = status if len(statuses) > 1 else ""
        type_ids = dict.fromkeys(r.type for r in responses if r.type is not None)
        parts = [p for t in type_ids for p in describe_parts(python, t, [text])]
        if text.strip(" .").lower() in VAGUE and (parts or not head):
            text = ""
        if head or text or parts:
            yield head, " ".join(filter(None, (text, *parts)))


def _describe_errors(
    responses: list[ir.Response], meanings: Mapping[str, str]
) -> Iterator[ErrorDoc]:
    """Yield the exception of each documented error, described if its docstring says something else."""
    for status, text in {r.status: r.description for r in responses}.items():
        keys = expand_status(status)
        names = ", ".join(map(name_error, keys))
        is_known = _repeats_name(names, text) or meanings.get(status) == text
        if names:
            yield ErrorDoc(names, text, is_known, keys)


def _describe_refusals(python: PythonTypes, source: ir.Operation) -> Iterator[ErrorDoc]:
    """Yield the exception of a refusal, and the states that allow the operation."""
    name = name_refusals(python).get(source.origin)
    for lifecycle in python.lifecycles if name is not None else ():
        states = ", ".join(map(str, lifecycle.sources(source.origin)))
        if states and name:
            text = f"not allowed in this {lifecycle.field} (only in {states})."
            yield ErrorDoc(name, text)


def _repeats_name(name: str, text: str) -> bool:
    """Return whether a description only repeats the name of its exception."""
    letters = "".join(filter(str.isalnum, text)).lower()
    return letters in ("", name.lower(), name.removesuffix("Error").lower())


def _describe_headers(source: ir.Operation) -> Iterator[Entry]:
    """Yield the response headers, each with its statuses unless all statuses have it."""
    all_statuses = {response.status for response in source.responses}
    by_header: dict[ir.Header, set[str]] = {}
    for response in source.responses:
        for header in response.headers:
            by_header.setdefault(header, set()).add(response.status)
    for header, statuses in by_header.items():
        prefix = "Deprecated. " if header.deprecated else ""
        scope = f" ({', '.join(sorted(statuses))})" if statuses != all_statuses else ""
        yield f"{header.wire}{scope}", f"{prefix}{header.description}".strip()
