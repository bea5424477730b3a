"""Prove the verdict of a kind of changes: check and run the programs of its case.

A case has two documents and `program.py`, which works with the old package and the old server. The verdict says what
it does with the new server (deployed) and with the new package (regenerated):

- breaking: the program fails in the stage of the verdict;
- risky: the program works, and `affected.py` fails, or the server ignores a part of its request;
- safe: both work.
"""

from __future__ import annotations

import importlib
import linecache
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2

from specpress.diff.changes import Comparison, Severity, Verdict
from specpress.diff.comparing import compare_sides
from specpress.diff.kinds import Kind, load_kinds
from specpress.document.load import load
from specpress.document.problems import Problems
from specpress.mock.app import Mock
from specpress.pipeline import generate
from specpress.python.names.lock import parse_lock
from specpress.reader import build
from specpress.swagger.opening import open_workspace
from tests.diff.reading import read_sides
from tests.diff.transport import MockTransport
from tests.property.packages import PACKAGE, import_package, settings_for

CASES = Path(__file__).parent / "cases"
PROGRAMS = ("program", "affected")
SIDES = ("old", "new")
NAMES_LOCK = "specpress-names.lock"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The effect on a program: None if it works."""

    stage: str | None = None
    reason: str = ""
    ignored: tuple[str, ...] = ()
    """The parts of requests that the server ignores."""

    def __str__(self) -> str:
        return f"{self.stage or 'works'} {self.reason}".strip()


@dataclass(frozen=True)
class Case:
    """The folder of a kind."""

    directory: Path

    @property
    def kind(self) -> Kind:
        """The kind of the case."""
        return load_kinds()[self.directory.name]

    @property
    def programs(self) -> list[str]:
        """The programs that the case has."""
        return [n for n in PROGRAMS if (self.directory / f"{n}.py").exists()]

    def document(self, side: str) -> Path:
        """Return the document of a side."""
        return self.directory / f"{side}.yaml"

    def read_program(self, name: str) -> str:
        """Return the text of a program."""
        return (self.directory / f"{name}.py").read_text("utf-8")

    @cached_property
    def comparison(self) -> Comparison:
        """The changes between the documents."""
        return compare_sides(*read_sides(*map(self.document, SIDES)))

    @cached_property
    def packages(self) -> Mapping[str, Mapping[str, str]]:
        """The files of both packages; the names of the new one follow from the lock of the old one."""
        old = generate(settings_for(str(self.document("old"))))
        lock = self._write_lock(old.names_lock.to_text())
        settings = replace(settings_for(str(self.document("new"))), names_lock=lock)
        new = generate(settings, accept_renames=True)
        return {"old": old.files, "new": new.files}

    def _write_lock(self, text: str) -> Path:
        from tests.shared import RUN

        path = RUN / "diff" / f"{self.directory.name}.lock"
        path.parent.mkdir(parents=True, exist_ok=True)
        parse_lock(text, path.name)
        path.write_text(text, "utf-8")
        return path

    def describe(self) -> str:
        """Return the words of the changes, one line each."""
        lines = sorted(
            f"{c.code} {c.symbol}: {c.message}" for c in self.comparison.changes
        )
        return "".join(f"{line}\n" for line in lines)


def list_cases() -> list[Case]:
    """Return all cases, by code."""
    return [Case(path) for path in sorted(CASES.iterdir()) if path.is_dir()]


def run_program(case: Case, name: str, package: str, server: str) -> Outcome:
    """Run a program with the package of one side and the mock server of one side."""
    files = dict(case.packages[package])
    transport = MockTransport(_read_mock(case.document(server)))
    with (
        import_package(files, share_runtime=True),
        httpx2.Client(transport=transport) as http,
    ):
        outcome = _call(case, name, http)
    return replace(outcome, ignored=tuple(transport.ignored))


def _call(case: Case, name: str, http: httpx2.Client) -> Outcome:
    text = case.read_program(name)
    path = str(case.directory / f"{name}.py")
    linecache.checkcache(path)
    names: dict[str, Any] = {"__name__": "program"}
    try:
        exec(compile(text, path, "exec", dont_inherit=True), names)
    except (ImportError, AttributeError) as error:
        return Outcome("import", str(error))
    try:
        names["main"](http)
    except Exception as error:  # noqa: BLE001
        return Outcome(_find_stage(error), f"{type(error).__name__}: {error}")
    return Outcome()


def _find_stage(error: Exception) -> str:
    errors: ModuleType = importlib.import_module(PACKAGE)
    if isinstance(error, (errors.APIStatusError, errors.APIConnectionError)):
        return "wire"
    if isinstance(error, errors.APIDecodeError):
        return "decode"
    data_error = importlib.import_module(
        f"{PACKAGE}._runtime.codec.codec"
    ).InvalidDataError
    return "decode" if isinstance(error, data_error) else "value"


def _read_mock(path: Path) -> Mock:
    problems = Problems()
    workspace = open_workspace(
        load(str(path)), [], settings_policy(), lambda _: None, problems
    )
    return Mock(workspace, build(workspace.root, problems), problems)


def settings_policy() -> Any:
    """Return the policy for documents of cases."""
    from specpress.document.policy import DEFAULT_POLICY

    return DEFAULT_POLICY


@dataclass(frozen=True, slots=True)
class Proof:
    """A verdict and the outcomes of the programs."""

    question: str
    verdict: Verdict
    outcomes: Mapping[str, Outcome]

    @property
    def fault(self) -> str | None:
        """The contradiction between the verdict and the outcomes; None if there is none."""
        program, affected = (self.outcomes.get(name) for name in PROGRAMS)
        assert program is not None
        severity, stage = self.verdict.severity, self.verdict.stage
        if severity is Severity.BREAKING:
            is_proved = program.stage is not None and _is_same(stage, program.stage)
        elif severity is Severity.RISKY:
            is_ignored = stage == "wire" and bool(program.ignored)
            fails = affected is not None and affected.stage is not None
            fails = (
                fails and affected is not None and _is_same(stage, str(affected.stage))
            )
            is_proved = program.stage is None and (fails or is_ignored)
        else:
            is_ignored = self.question == "deployed" and bool(program.ignored)
            works = all(outcome.stage is None for outcome in self.outcomes.values())
            is_proved = works and not is_ignored
        if is_proved:
            return None
        texts = ", ".join(f"{n}: {o}" for n, o in self.outcomes.items())
        expected = f"{severity} {stage or ''}".strip()
        return f"{self.question} is {expected}, but {texts}; ignored: {program.ignored}"


def _is_same(stage: str | None, actual: str) -> bool:
    """Return whether a program failed in the stage of a verdict.

    A wrong value is noticed by the program itself, whose failure is that of the exchange: another default of the
    server, or the body of an exception that is None because it contradicts the document.
    """
    is_exchange = stage in ("wire", "decode", "call")
    return stage == actual or (actual == "value" and is_exchange)


def prove_deployed(case: Case) -> Proof:
    """Run the programs of the old package with the new server."""
    outcomes = {n: run_program(case, n, "old", "new") for n in case.programs}
    return Proof("deployed", case.kind.deployed, outcomes)


def prove_regenerated(case: Case, reports: Mapping[str, Outcome]) -> Proof:
    """Run the programs with the new package; `reports` are those of the type checker by program."""
    outcomes = {n: reports.get(n) or _run_new(case, n) for n in case.programs}
    return Proof("regenerated", case.kind.regenerated, outcomes)


def _run_new(case: Case, name: str) -> Outcome:
    outcome = run_program(case, name, "new", "new")
    is_later = outcome.stage in ("wire", "decode", "value")
    return replace(outcome, stage="call") if is_later else outcome


def check_baseline(case: Case) -> Iterator[str]:
    """Yield the faults of programs with the old package and the old server."""
    for name in case.programs:
        outcome = run_program(case, name, "old", "old")
        if outcome.stage is not None or outcome.ignored:
            yield f"{name} does not work with the old server: {outcome} {outcome.ignored}"
