"""Press: all stages in a row, from settings to the files of the output. Nothing is written here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from specpress import census, ir, overlay
from specpress.build import build
from specpress.config import Settings
from specpress.load import Document, load
from specpress.problems import Problem, Problems
from specpress.render import environment_of, render
from specpress.resolve import Workspace
from specpress.template_set import template_set
from specpress.validate import check, validate
from specpress.views.package import build_package
from specpress.views.python_types import SampleRepairer


@dataclass(frozen=True, slots=True)
class Pressed:
    """The output in memory, with what it was made from."""

    files: dict[str, str]
    api: ir.Api
    warnings: list[Problem]
    inputs: dict[str, str]
    counts: dict[str, int]
    omissions: list[Problem] = field(default_factory=list)
    """Warnings about parts of the document that are missing from the output."""


Tell = Callable[[str], None]


def press(settings: Settings, tell: Tell = lambda stage: None) -> Pressed:
    """Press the document that the settings name; `tell` hears of each stage as it begins.

    Raises:
        DocumentError: the document has errors, or something of it is not in the output.
        UsageError: the templates of the user cannot be used.
    """
    templates = template_set(settings.templates)
    environment = environment_of(templates)
    problems = Problems()
    tell("reading the document")
    workspace, overlays = opened(settings, problems)
    tell("building types and operations")
    api = build(workspace.root, problems)
    tell("validating")
    validate(workspace.root, problems)
    for document in workspace.documents.values():
        problems.add(document.warnings)
    problems.raise_if_errors()
    tell("writing Python")
    view = build_package(api, settings, _mend(workspace))
    tell("counting what came out")
    counts = census.compare(workspace.root, api, view, problems)
    problems.raise_if_errors()
    if settings.strict:
        problems.raise_if_any()
    inputs = {
        "document": _digest(_documents(workspace, overlays)),
        "templates": _digest([*templates.texts.items()]),
        "config": _digest(_config(settings)),
        "generator": _digest(_files(Path(__file__).parent, "*.py")),
    }
    tell("rendering")
    files = render(view, templates, environment)
    return Pressed(files, api, problems.warnings, inputs, counts, problems.omissions)


def _mend(workspace: Workspace) -> SampleRepairer:
    """What keeps samples to their schemas."""
    from specpress.mock.repair import SampleRepair  # which takes its time to load

    return SampleRepair(workspace, Problems())


def opened(settings: Settings, problems: Problems) -> tuple[Workspace, list[Document]]:
    """The document with its overlays laid over it, and the overlays.

    Raises:
        DocumentError: it is no OpenAPI document, or an overlay is wrong.
    """
    overlays = [load(path, kind="overlay") for path in settings.overlays]
    main = load(settings.spec, allow_http=settings.allow_http)
    for document in (main, *overlays):
        problems.add(document.warnings)
    for document in overlays:
        main = overlay.apply(main, document, problems)
    problems.raise_if_errors()
    workspace = Workspace(main, allow_http=settings.allow_http)
    check(workspace.root, problems)
    problems.raise_if_errors()
    return workspace, overlays


def _config(settings: Settings) -> list[tuple[str, str]]:
    """The settings that shape the output: not where it lies."""
    names = ("package", "distribution", "client", "version")
    shaped = [(name, str(getattr(settings, name))) for name in names]
    credentials = [
        (k, f"{c.argument} {c.env}") for k, c in settings.credentials.items()
    ]
    return sorted([*shaped, *credentials, *settings.client_parameters.items()])


def _documents(workspace: Workspace, overlays: list[Document]) -> list[tuple[str, str]]:
    """All that the document was made of; two URLs may have led to one text."""
    texts = {(workspace.label(d), d.text) for d in workspace.documents.values()}
    laid = [(f"overlay {n}", document.text) for n, document in enumerate(overlays)]
    return [*sorted(texts), *laid]


def _files(folder: Path, pattern: str = "*") -> list[tuple[str, str]]:
    files = (
        p for p in folder.rglob(pattern) if p.is_file() and "__pycache__" not in p.parts
    )
    return sorted(
        (p.relative_to(folder).as_posix(), p.read_text("utf-8")) for p in files
    )


def _digest(entries: list[tuple[str, str]]) -> str:
    found = hashlib.sha256()
    for name, text in entries:
        found.update(f"{len(name)} {len(text)} {name}{text}".encode())
    return found.hexdigest()
