"""The pipeline: run all stages, from settings to the files of the output. It writes no files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from pathlib import Path

from jinja2 import Environment

from specpress import census, ir
from specpress.config import SELECTIONS, Settings
from specpress.document.load import Document, load, release_texts
from specpress.document.policy import ReadingPolicy
from specpress.document.problems import Problem, Problems
from specpress.document.resolve import Workspace
from specpress.output import names_lock
from specpress.output.applied_settings import find_unknown_parts
from specpress.output.description import NAME, Description, describe
from specpress.output.facts import Facts, build_facts
from specpress.output.manifest import digest
from specpress.output.outputs import OUTPUTS, list_package_outputs
from specpress.output.render import create_environment, render
from specpress.output.template_set import TemplateSet, load_templates
from specpress.package.metadata import AUTO
from specpress.package.names import Names
from specpress.package.paginated_methods import count_styles
from specpress.package.proposals import Proposals, build_proposals
from specpress.python.names.lock import EarlierName, NamesLock, Part
from specpress.python.names.namer import Namer
from specpress.python.sample_repair import SampleRepairer
from specpress.reader import build
from specpress.reader.paging import add_pages
from specpress.schema.written_values import adapt_values
from specpress.selection import name_classes, select
from specpress.swagger.opening import open_workspace
from specpress.validate import check, validate


@dataclass(frozen=True, slots=True)
class Generated:
    """The output in memory.

    Attributes:
        inputs: A digest of each input, for the manifest.
        counts: The number of parts in the output, by kind.
        removed: Names of the last run whose parts the document does not contain any more.
        omissions: Warnings about parts of the document that are missing from the output.
        inferred_pages: The number of methods whose pagination is inferred, by style.
        documents: The paths and URLs of the files that were read.
        left_out: The number of operations that the settings leave out.
        proposals: Settings that the document suggests, by name.
    """

    names: Names
    files: dict[str, str]
    api: ir.Api
    warnings: list[Problem]
    inputs: dict[str, str]
    counts: dict[str, int]
    omissions: list[Problem] = field(default_factory=list)
    names_lock: NamesLock = field(default_factory=NamesLock)
    removed: list[str] = field(default_factory=list)
    inferred_pages: Mapping[str, int] = field(default_factory=dict)
    documents: tuple[str, ...] = ()
    left_out: int = 0
    proposals: Proposals = field(default_factory=dict)
    description: Description | None = None
    """The description of the package, with which the next version is compared."""
    aliases: frozenset[tuple[Part, str]] = frozenset()
    """The parts and earlier names for which the package has aliases."""


@dataclass(frozen=True, slots=True)
class Source:
    """The document of the settings after all stages that read it."""

    workspace: Workspace
    overlays: list[Document]
    api: ir.Api
    namer: Namer
    facts: Facts


# Receives the name of each stage when it begins.
StageReporter = Callable[[str], None]


def generate(
    settings: Settings,
    report_stage: StageReporter = lambda stage: None,
    *,
    accept_renames: bool = False,
    version: str | None = None,
    earlier: Collection[EarlierName] = (),
) -> Generated:
    """Generate the output for the document in the settings.

    Args:
        accept_renames: Accept changes of names in the names lock, which are errors otherwise.
        version: The version of the package; None for that of the settings.
        earlier: Earlier names besides those in the names lock, which the package keeps as deprecated aliases.

    Raises:
        DocumentError: the document has errors, a part of it is missing from the output, or a name
            would change.
        UsageError: the user's templates are invalid.
    """
    # Errors in templates are reported before the document is fetched.
    templates = load_templates(settings.templates)
    environment = create_environment(templates)
    problems = Problems()
    setting = settings.version
    # A replacement validates the settings again, and its errors have no positions.
    settings = settings if version is None else replace(settings, version=version)
    source = read(settings, problems, report_stage, earlier)
    facts, namer = source.facts, source.namer
    names_lock.check_names(namer, settings, facts.aliases.earlier, accept_renames)
    report_stage("comparing the output with the document")
    counts = _compare(source.workspace, facts, problems)
    problems.raise_if_errors()
    if settings.strict:
        problems.raise_if_any()
    inputs = _digest_inputs(source, settings, setting, templates)
    report_stage("rendering")
    described = describe(source.workspace, facts.names, namer.build_lock(), settings)
    files = _render(facts, settings, templates, environment, described)
    return Generated(
        facts.names,
        files,
        source.api,
        problems.warnings,
        inputs,
        counts,
        problems.omissions,
        namer.build_lock(),
        names_lock.describe_removed(namer),
        count_styles(facts.paginated_methods),
        tuple(document.uri for document in source.workspace.documents.values()),
        len(source.api.whole) - len(source.api.operations) if source.api.whole else 0,
        build_proposals(source.api, settings, facts.client, facts.resources),
        described,
        frozenset(facts.aliases.earlier),
    )


def _digest_inputs(
    source: Source, settings: Settings, version: str, templates: TemplateSet
) -> dict[str, str]:
    """Return a digest of each input; `version` is the setting."""
    facts = source.facts
    return {
        "document": digest_documents(source),
        "templates": _digest_texts(_list_package_templates(templates)),
        "config": _digest_texts(_output_settings(settings, facts.names, version)),
        "names": digest(source.namer.lock.to_text()),
        "own": digest(" ".join(sorted(facts.python.own))),
        "generator": _digest_sources(Path(__file__).parent),
    }


def _render(
    facts: Facts,
    settings: Settings,
    templates: TemplateSet,
    environment: Environment,
    described: Description,
) -> dict[str, str]:
    """Return the files of the output by their paths."""
    outputs = OUTPUTS if settings.layout == "project" else list_package_outputs()
    files = render(facts, templates, environment, outputs)
    folder = f"{facts.names.folder}/"
    files[f"{folder}{NAME}"] = described.to_text()
    if settings.layout == "package":
        files = {path.removeprefix(folder): text for path, text in files.items()}
    return files


def read(
    settings: Settings,
    problems: Problems,
    report_stage: StageReporter = lambda stage: None,
    earlier: Collection[EarlierName] = (),
) -> Source:
    """Read and validate the document, and build the facts of the package.

    Raises:
        DocumentError: the document has errors.
    """
    report_stage("reading the document")
    workspace, overlays = open_document(settings, problems)
    report_stage("validating")
    validate(workspace.root, problems)
    report_stage("building types and operations")
    api = build(workspace.root, problems)
    api = add_pages(workspace.root, api, settings.pagination, problems)
    for document in workspace.documents.values():
        problems.add(document.warnings)
    workspace.report_refused(problems)
    problems.add([*find_unknown_parts(settings, api, workspace.selection)])
    problems.raise_if_errors()
    release_texts(workspace.documents.values())
    report_stage("converting to Python")
    namer = names_lock.create_namer(settings, api, earlier)
    namer.whole = name_classes(workspace, api, namer)
    facts = build_facts(api, settings, _sample_repairer(workspace), namer)
    return Source(workspace, overlays, api, namer, facts)


def _compare(workspace: Workspace, facts: Facts, problems: Problems) -> dict[str, int]:
    """Report the parts of the document that are missing from the output; return the counts."""
    output = census.list_output(
        facts.api, facts.resources, facts.webhooks, facts.modules, facts.lifecycles
    )
    return census.compare(workspace.root, facts.api.superseded, output, problems)


def _sample_repairer(workspace: Workspace) -> SampleRepairer:
    # Imported late: the validator is slow to import, and `generate` is not always called.
    from specpress.samples.repair import SampleRepair

    return SampleRepair(workspace, Problems())


def open_document(
    settings: Settings, problems: Problems
) -> tuple[Workspace, list[Document]]:
    """Return the document with its overlays applied, and the overlays.

    Raises:
        DocumentError: the document is not an OpenAPI document, or an overlay is invalid.
    """
    policy = ReadingPolicy(settings.root, settings.allow_remote, settings.allow_http)
    overlays = [load(path, kind="overlay") for path in settings.overlays]
    main = load(settings.spec, policy=policy)
    for document in (main, *overlays):
        problems.add(document.warnings)
    workspace = open_workspace(main, overlays, policy, adapt_values, problems)
    problems.raise_if_errors()
    workspace = select(workspace, settings)
    check(workspace.root, problems)
    workspace.report_refused(problems)
    problems.raise_if_errors()
    return workspace, overlays


def _output_settings(
    settings: Settings, names: Names, version: str
) -> list[tuple[str, str]]:
    """Return the settings that affect the content of the output, but not its directory."""
    values = asdict(names)
    if version == AUTO:
        # It follows from the document.
        values["version"] = AUTO
    credentials = [
        (k, f"{c.argument} {c.env}") for k, c in settings.credentials.items()
    ]
    chosen = [*settings.client_parameters.items(), *settings.names.items()]
    defaults = ("send_read_only", "naive_datetimes", "on_contradiction", "pagination")
    chosen += [(name, getattr(settings, name)) for name in defaults]
    chosen += [("layout", settings.layout)]
    if settings.layout == "project":
        chosen += _list_metadata(settings)
        chosen += [("reference", str(settings.reference))]
    chosen += [(n, repr(v)) for n in SELECTIONS if (v := getattr(settings, n))]
    return sorted([*values.items(), *credentials, *chosen])


def _list_metadata(settings: Settings) -> list[tuple[str, str]]:
    """Return the settings that only the files beside the package depend on."""
    return [
        ("install", settings.install),
        ("license", settings.license or ""),
        ("authors", "\n".join(settings.authors)),
        ("requires_python", settings.requires_python),
        *settings.urls.items(),
        *settings.dependencies.items(),
    ]


def _list_package_templates(templates: TemplateSet) -> Iterator[tuple[str, str]]:
    """Yield the templates of the package with their texts, without those of the documentation."""
    names = {name for output in OUTPUTS for name in output.templates}
    return ((n, text) for n, text in templates.texts.items() if n in names)


def digest_documents(source: Source) -> str:
    """Return a digest of the names and texts of the document's files and of the overlays."""
    workspace, overlays = source.workspace, source.overlays
    # A set, because redirects may resolve several URLs to the same file.
    contents = {
        (workspace.label(d), d.source.content) for d in workspace.documents.values()
    }
    numbered = [(f"overlay {n}", d.source.content) for n, d in enumerate(overlays)]
    return digest_contents([*sorted(contents), *numbered])


# Cached: the sources of a running generator do not change.
@cache
def _digest_sources(directory: Path) -> str:
    return _digest_texts(
        sorted(
            (path.relative_to(directory).as_posix(), path.read_text("utf-8"))
            for path in directory.rglob("*.py")
            # A wheel contains the templates, which have a digest of their own.
            if path.is_file() and path.relative_to(directory).parts[0] != "templates"
        )
    )


def _digest_texts(entries: Iterable[tuple[str, str]]) -> str:
    return digest_contents((name, text.encode()) for name, text in entries)


def digest_contents(entries: Iterable[tuple[str, bytes]]) -> str:
    """Return the digest of files with their names, as the manifest has it."""
    digest = hashlib.sha256()
    for name, content in entries:
        # The lengths separate name and content: ("ab", "c") must differ from ("a", "bc").
        digest.update(f"{len(name)} {len(content)} {name}".encode())
        digest.update(content)
    return digest.hexdigest()
