"""Build and write the documentation of one API: what the command does, without what it prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from specpress import pipeline
from specpress.config import Settings
from specpress.document.problems import Problem, Problems, UsageError
from specpress.output import manifest, names_lock, writing
from specpress.output.template_set import load_templates
from specpress.output.writing import Changes
from specpress.pipeline import Source, StageReporter
from specpress.site.pages import Site
from specpress.site.rendering import render_site
from specpress.wording import name_option

# The input in the manifest, in place of `document`: `generate` then refuses the directory.
INPUT = "documentation"


@dataclass(frozen=True, slots=True)
class Documentation:
    """The documentation of one API in memory.

    Attributes:
        files: The content of each file by its path in the output directory.
        problems: Warnings about the document.
    """

    settings: Settings
    site: Site
    source: Source = field(repr=False)
    files: Mapping[str, str] = field(repr=False)
    problems: tuple[Problem, ...]

    @property
    def operation_count(self) -> int:
        """The number of operations."""
        return sum(len(p.operations) for p in self.site.layout.operations)


def document(
    settings: Settings,
    report_stage: StageReporter = lambda stage: None,
    *,
    has_mock: bool = False,
) -> Documentation:
    """Build the documentation for the document in the settings.

    Args:
        has_mock: The pages are served beside the mock server, to which they send requests.

    Raises:
        DocumentError: the document has errors, or a published name would change.
        UsageError: a file cannot be read, or the templates are not valid.
    """
    templates = load_templates(settings.templates)
    problems = Problems()
    source = pipeline.read(settings, problems, report_stage)
    facts = source.facts
    names_lock.check_names(source.namer, settings, facts.aliases.earlier, False)
    problems.raise_if_errors()
    if settings.strict:
        problems.raise_if_any()
    report_stage("rendering")
    site = Site(facts, has_mock)
    files = render_site(site, templates)
    inputs = {INPUT: pipeline.digest_documents(source)}
    files[manifest.NAME] = manifest.create(
        files, inputs, _name(facts.names.package)
    ).to_json()
    return Documentation(settings, site, source, files, tuple(problems.warnings))


def _name(package: str) -> dict[str, str]:
    return {"package": f"the documentation of {package}"}


def write(
    documentation: Documentation, directory: Path, *, force: bool = False
) -> Changes:
    """Write all files, or none; return those that changed.

    Args:
        force: Also overwrite files of the user.

    Raises:
        EditedFilesError: files were edited by hand.
        UsageError: a file cannot be written, or belongs to the user, or the directory has a package.
    """
    settings = replace(documentation.settings, output=directory, layout="project")
    last = manifest.read(settings.manifest)
    if last.files and INPUT not in last.inputs:
        raise UsageError(
            f"{directory} contains a generated package; nothing was written",
            f"choose another directory with {name_option('-o')}",
            code="other-client",
        )
    writing.recover(settings)
    return writing.write_files(settings, documentation.files, force)
