"""Generate packages from documents with a payload in each of many positions, and inspect the output."""

from __future__ import annotations

import io
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pytest
from rich.console import Console

from specpress.cli import report
from specpress.document.problems import DocumentError, Problem, UsageError
from specpress.output.files import Difference, diff
from tests.harden.documents import (
    EXTENDED_DOCUMENT,
    VERSIONS,
    build_full_document,
    extension_metaschema,
)
from tests.harden.inspection import CONTROLS, Finding, inspect_files
from tests.harden.metaschemas import MetaSchema, load_metaschema
from tests.harden.payloads import LARGE_PAYLOADS, MARK, PAYLOADS, Payload
from tests.property.full_document import Slot, replace_text, text_slots
from tests.property.packages import generate_from_tree


@dataclass(frozen=True)
class Target:
    """A document that is attacked, and its positions."""

    name: str
    document: dict[str, Any]
    metaschema: MetaSchema
    is_complete: bool = False
    """True if payloads are put in each text, False for one text for each position."""

    @cached_property
    def slots(self) -> list[Slot]:
        """The texts that are replaced."""
        if self.is_complete:
            return sorted(set(text_slots(self.document)), key=repr)
        by_position = self.metaschema.positions_of(self.document)
        return sorted({slots[-1] for slots in by_position.values()}, key=repr)

    @cached_property
    def baseline(self) -> dict[str, str]:
        """The output without payloads."""
        return generate_from_tree(self.document).files

    def missing_positions(self) -> set[str]:
        """Return positions of the schema at which the document has no text."""
        covered = self.metaschema.positions_of(self.document)
        return {str(p) for p in self.metaschema.positions() - covered.keys()}


def load_targets() -> list[Target]:
    """Return the documents of all versions, and the one with our extensions."""
    targets = [
        Target(v, build_full_document(v), load_metaschema(v), v == "3.2")
        for v in VERSIONS
    ]
    return [
        *targets,
        Target("extensions", EXTENDED_DOCUMENT, extension_metaschema(), True),
    ]


@dataclass(frozen=True, slots=True)
class Injection:
    """A payload in one position."""

    number: int
    slot: Slot
    payload: Payload


@dataclass(slots=True)
class Outcome:
    """The result of a run."""

    files: dict[str, str] | None = None
    document: Any = None
    """The document with the injections that were not refused."""
    findings: list[Finding] = field(default_factory=list)
    refused: int = 0
    """Injections that were left out because the document was refused with them."""


def plan(target: Target, turn: int, group: int, groups: int) -> list[Injection]:
    """Return the injections of one document: another payload at each of its positions."""
    return [
        Injection(number, slot, PAYLOADS[(number // groups + turn) % len(PAYLOADS)])
        for number, slot in enumerate(target.slots)
        if number % groups == group
    ]


def plan_large(target: Target, group: int, groups: int) -> list[Injection]:
    """Return the injections of one document with large texts, at a position of each kind."""
    by_position = target.metaschema.positions_of(target.document)
    slots = sorted({slots[-1] for slots in by_position.values()}, key=repr)
    return [
        Injection(n, slot, LARGE_PAYLOADS[n % len(LARGE_PAYLOADS)])
        for n, slot in enumerate(slots)
        if n % groups == group
    ]


def inject(document: Any, injections: Sequence[Injection]) -> Any:
    """Return a copy of a document with payloads."""
    # The innermost first, and values before their keys: a key is a part of the paths below it.
    for injection in sorted(injections, key=lambda i: (-len(i.slot[0]), i.slot[1])):
        text = injection.payload.text(injection.number)
        document = replace_text(document, injection.slot, text)
    return document


def attack(target: Target, injections: Sequence[Injection]) -> Outcome:
    """Generate a package, without the injections for which the document is refused."""
    pending, outcome = list(injections), Outcome()
    while pending:
        document = inject(target.document, pending)
        try:
            generated = generate_from_tree(document)
        except DocumentError as error:
            outcome.findings += inspect_terminal(error.problems)
            refused = _find_refused(target, pending, error.problems)
            outcome.refused += len(refused)
            pending = [i for i in pending if i not in refused]
        except Exception:  # noqa: BLE001
            outcome.findings.append(_describe_traceback(target, pending))
            return outcome
        else:
            outcome.files, outcome.document = generated.files, document
            outcome.findings += inspect_terminal(generated.warnings)
            outcome.findings += inspect_files(generated.files, target.baseline)
            outcome.findings += inspect_differences(generated.files, target.baseline)
            return outcome
    return outcome


def _find_refused(
    target: Target, injections: list[Injection], problems: list[Problem]
) -> list[Injection]:
    """Return the injections at the positions of errors, or else one that is refused alone."""
    pointers = {p.pointer for p in problems if p.severity == "error"}
    numbers = {
        int(n) for p in problems for n in MARK.findall(f"{p.message}{p.pointer}")
    }
    exact = [
        i for i in injections if _pointer(i.slot) in pointers or i.number in numbers
    ]
    if exact or len(injections) == 1:
        return exact or injections
    half = len(injections) // 2
    for part in (injections[:half], injections[half:]):
        try:
            generate_from_tree(inject(target.document, part))
        except DocumentError as error:
            return _find_refused(target, part, error.problems)
    # Only both together are refused.
    return injections[:1]


def _pointer(slot: Slot) -> str:
    return "".join(f"/{str(s).replace('~', '~0').replace('/', '~1')}" for s in slot[0])


def _describe_traceback(target: Target, injections: list[Injection]) -> Finding:
    lines = traceback.format_exc().splitlines()
    place = next((s for s in reversed(lines) if s.startswith("  File")), "")
    culprits = [i for i in injections if not _is_handled(target, i)][:3]
    names = ", ".join(f"{i.payload.name} at {_pointer(i.slot)}" for i in culprits)
    return Finding(
        "traceback", f"{target.name}: {names}", f"{lines[-1]} {place.strip()}"
    )


def _is_handled(target: Target, injection: Injection) -> bool:
    try:
        generate_from_tree(inject(target.document, [injection]))
    except (DocumentError, UsageError):
        return True
    except Exception:  # noqa: BLE001
        return False
    return True


def inspect_terminal(problems: Sequence[Problem]) -> list[Finding]:
    """Print problems, and return the control characters in the output of the terminal."""
    with _capture("err") as stream:
        report.print_problems(problems)
    return [*inspect_printed("problems", stream.getvalue())]


def inspect_differences(
    files: Mapping[str, str], baseline: Mapping[str, str]
) -> list[Finding]:
    """Print the differences between two outputs as `check` does."""
    changed = [path for path, text in files.items() if baseline.get(path) != text]
    differences = [
        Difference(
            path,
            "changed",
            diff(path, baseline.get(path, "").encode(), text),
            "document",
        )
        for path, text in ((path, files[path]) for path in changed)
    ]
    with _capture("out") as stream:
        report.print_differences(differences, len(files))
    return [*inspect_printed("differences", stream.getvalue())]


@contextmanager
def _capture(name: str) -> Iterator[io.StringIO]:
    """Replace a console of the command by one that writes to memory."""
    stream = io.StringIO()
    console = Console(
        file=stream, highlight=False, soft_wrap=True, emoji=False, width=200
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(report, name, console)
        yield stream


def inspect_printed(place: str, text: str) -> Iterator[Finding]:
    """Yield the first control character of a text that is printed."""
    match = CONTROLS.search(text)
    if match is not None:
        context = text[max(0, match.start() - 60) : match.end() + 40]
        yield Finding("escaped", f"terminal, {place}", ascii(context))


def describe(target: Target, finding: Finding) -> str:
    """Return the text of a finding with the position of its payload."""
    numbers = MARK.findall(finding.detail)
    slots = [target.slots[int(n)] for n in numbers if int(n) < len(target.slots)]
    places = ", ".join(dict.fromkeys(f"{_pointer(s)}{' (key)' * s[1]}" for s in slots))
    return f"{target.name}: {finding} [{places}]"
