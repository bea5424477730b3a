"""Docstrings of methods: summary, arguments, results and exceptions, from the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from specpress import ir
from specpress.package.errors import expand_status, name_error
from specpress.package.responses import MethodForm, list_error_responses
from specpress.package.transitions import name_refusals
from specpress.python.names.argument_names import get_key, has_other_words
from specpress.python.types import PythonTypes

# A name and its description, which may be empty.
Entry: TypeAlias = tuple[str, str]
PAGES = "Returns pages: iterate over the result for the items of all pages."
# Descriptions of responses that add no information.
VAGUE = (
    "",
    "ok",
    "response",
    "success",
    "successful operation",
    "successful response",
)


def build_method_doc(
    python: PythonTypes,
    source: ir.Operation,
    form: MethodForm,
    names: dict[str, str],
    meanings: Mapping[str, str],
    is_paginated: bool = False,
) -> str:
    """Return the docstring of a method.

    `names` are its arguments, `meanings` the statuses that the docstrings of exceptions describe.
    """
    parts = ["Deprecated."] if source.deprecated else []
    texts = [text for text in (source.summary, source.description) if text.strip()]
    parts += texts or [f"{source.method} {source.path}"]
    if is_paginated:
        parts.append(PAGES)
    errors = list_error_responses(source)
    raised = [*_describe_errors(errors, meanings), *_describe_refusals(python, source)]
    parts += [
        format_section("Args", list(_describe_arguments(python, source, names))),
        format_section("Returns", list(_describe_responses(form))),
        _format_names("Headers", list(_describe_headers(source))),
        _format_names("Raises", raised),
        format_section("Links", list(source.links)),
    ]
    return "\n\n".join(part.strip() for part in parts if part.strip())


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
    python: PythonTypes, source: ir.Operation, names: dict[str, str]
) -> Iterator[str]:
    for parameter in source.parameters:
        name = names[get_key(parameter)]
        parts = [_describe_parameter(python, parameter)]
        if has_other_words(name, parameter.wire):
            parts.append(f"Sent as `{parameter.wire}`.")
        if text := " ".join(filter(None, parts)):
            yield f"{name}: {text}"
    if source.body_description:
        yield f"body: {source.body_description}"
    if len(source.bodies) > 1:
        yield "content_type: media type of the body; by default the first that accepts it, JSON before others."


def _describe_parameter(python: PythonTypes, parameter: ir.Parameter) -> str:
    """Return the description of a parameter, or else of its schema, with its constraint notes."""
    schema = python.types[parameter.type].description
    text = parameter.description.strip() or schema.strip()
    notes = [note for note in parameter.notes if note not in text]
    parts = ["Deprecated." if parameter.deprecated else "", text, *notes]
    return " ".join(part for part in parts if part)


def _describe_responses(form: MethodForm) -> Iterator[str]:
    """Yield the descriptions of the success statuses, with media types if there are several methods."""
    statuses: dict[str, list[ir.Response]] = {}
    for decoding in form.responses:
        statuses.setdefault(decoding.source.status, []).append(decoding.source)
    for status, responses in statuses.items():
        text = responses[0].description
        if form.suffix:
            types = ", ".join(r.media_type for r in responses if r.media_type)
            text = f"{text} ({types})".strip()
        head = f"{status}: " if len(statuses) > 1 else ""
        if head or text.strip(" .").lower() not in VAGUE:
            yield f"{head}{text}"


def _describe_errors(
    responses: list[ir.Response], meanings: Mapping[str, str]
) -> Iterator[Entry]:
    """Yield the exception of each documented error, described if its docstring says something else."""
    for status, text in {r.status: r.description for r in responses}.items():
        names = ", ".join(name_error(key) for key in expand_status(status))
        is_known = _repeats_name(names, text) or meanings.get(status) == text
        if names:
            yield names, "" if is_known else text


def _describe_refusals(python: PythonTypes, source: ir.Operation) -> Iterator[Entry]:
    """Yield the exception of a refusal, and the states that allow the operation."""
    name = name_refusals(python).get(source.origin)
    for lifecycle in python.lifecycles if name is not None else ():
        states = ", ".join(map(str, lifecycle.sources(source.origin)))
        if states and name:
            yield name, f"not allowed in this {lifecycle.field} (only in {states})."


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
