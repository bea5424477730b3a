"""Docstrings of methods: what an operation does, takes, gives and raises, in the document's words."""

from __future__ import annotations

from collections.abc import Iterator

from specpress import ir
from specpress.views.errors import classes, error_name
from specpress.views.python_types import PythonTypes
from specpress.views.responses import Form, failures
from specpress.views.transitions import refusal_names

VAGUE = (
    "",
    "ok",
    "response",
    "success",
    "successful operation",
    "successful response",
)
"""Descriptions of an answer that say nothing of it."""


def method_text(
    python: PythonTypes, source: ir.Operation, form: Form, names: dict[str, str]
) -> str:
    """The docstring of a method; `names` are its arguments."""
    described = [*_arguments(python, source, names)]
    parts = ["Deprecated."] if source.deprecated else []
    told = [part for part in (source.summary, source.description) if part.strip()]
    parts += told or [f"{source.method} {source.path}"]
    if source.pagination is not None:
        parts.append("It comes in pages: see `pagination.pages`.")
    errors = [r.source for r in failures(python, source)]
    parts += [
        section("Args", described),
        section("Returns", list(_answers(form))),
        section("Headers", list(_headers(source))),
        section("Raises", [*_raised(errors), *_forbidden(python, source)]),
        section("Links", list(source.links)),
    ]
    return "\n\n".join(part.strip() for part in parts if part.strip())


def section(name: str, entries: list[str]) -> str:
    """A section of a docstring, a line each; none without entries."""
    lines = [f"    {' '.join(entry.split())}" for entry in entries]
    return "\n".join([f"{name}:", *lines]) if lines else ""


def _arguments(
    python: PythonTypes, source: ir.Operation, names: dict[str, str]
) -> Iterator[str]:
    """What the document says of each argument."""
    for parameter in source.parameters:
        text = _described(python, parameter)
        if text:
            yield f"{names[f'{parameter.location} {parameter.wire}']}: {text}"
    if source.body_description:
        yield f"body: {source.body_description}"
    if len(source.bodies) > 1:
        yield "content_type: how the body is written; without it, as what fits it first."


def _described(python: PythonTypes, parameter: ir.Parameter) -> str:
    """What an argument is, or else what its schema is, with what its annotation cannot say."""
    schema = python.types[parameter.type].description
    text = parameter.description.strip() or schema.strip()
    notes = [note for note in parameter.notes if note not in text]
    parts = ["Deprecated." if parameter.deprecated else "", text, *notes]
    return " ".join(part for part in parts if part)


def _answers(form: Form) -> Iterator[str]:
    """What each status of success gives; of one form among others also its media types."""
    statuses: dict[str, list[ir.Response]] = {}
    for reading in form.answers:
        statuses.setdefault(reading.source.status, []).append(reading.source)
    for status, found in statuses.items():
        text = found[0].description
        if form.suffix:
            types = ", ".join(a.media_type for a in found if a.media_type)
            text = f"{text} ({types})".strip()
        head = f"{status}: " if len(statuses) > 1 else ""
        if head or text.strip(" .").lower() not in VAGUE:
            yield f"{head}{text}"


def _raised(found: list[ir.Response]) -> list[str]:
    """The exception of each documented error, and when it comes."""
    lines = []
    for status, text in {a.status: a.description for a in found}.items():
        names = ", ".join(error_name(found) for found in classes(status))
        lines += [names if _says(names, text) else f"{names}: {text}"] if names else []
    return lines


def _forbidden(python: PythonTypes, source: ir.Operation) -> Iterator[str]:
    """The exception of a change that the state forbids, and the states that allow it."""
    name = refusal_names(python).get(source.origin)
    for life in python.lifecycles if name is not None else ():
        states = ", ".join(map(str, life.sources(source.origin)))
        if states:
            yield f"{name}: the {life.field} forbids it, which is allowed in {states}."


def _says(name: str, text: str) -> bool:
    """Whether the name of an exception says all that a description does."""
    letters = "".join(filter(str.isalnum, text)).lower()
    return letters in ("", name.lower(), name.removesuffix("Error").lower())


def _headers(source: ir.Operation) -> Iterator[str]:
    """The headers of the answers, each told once, with its statuses where it does not come with all."""
    statuses = {answer.status for answer in source.responses}
    told: dict[ir.Header, set[str]] = {}
    for answer in source.responses:
        for header in answer.headers:
            told.setdefault(header, set()).add(answer.status)
    for header, found in told.items():
        old = "Deprecated. " if header.deprecated else ""
        text = f"{old}{header.description}".strip()
        where = f" ({', '.join(sorted(found))})" if found != statuses else ""
        yield f"{header.wire}{where}: {text}" if text else f"{header.wire}{where}"
