"""An upgrade: two documents, and programs whose own assertions run before and after their edits."""

from __future__ import annotations

import asyncio
import inspect
import shutil
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import httpx2

from specpress.diff.documents import Sides
from specpress.diff.operands import Operand
from specpress.diff.sides import read_side
from specpress.program.edits import Plan
from specpress.program.upgrading import plan_upgrade, write
from tests.diff.proving import Case, _read_mock
from tests.diff.transport import MockTransport
from tests.property.packages import import_package, settings_for
from tests.shared import RUN

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Upgrade(Case):
    """The folder of an upgrade; after `edit`, the texts of the programs are the edited ones."""

    @property
    def programs(self) -> list[str]:
        """The names of the programs."""
        return sorted(path.stem for path in self.directory.glob("*.py"))

    @cached_property
    def copies(self) -> Path:
        """The directory with copies of the programs, which are edited."""
        directory = RUN / "upgrades" / self.directory.name
        shutil.rmtree(directory, ignore_errors=True)
        directory.mkdir(parents=True)
        for name in self.programs:
            shutil.copy(self.directory / f"{name}.py", directory)
        return directory

    def read_program(self, name: str) -> str:
        """Return the text of a program."""
        return (self.copies / f"{name}.py").read_text("utf-8")

    @cached_property
    def sides(self) -> Sides:
        """Both documents."""
        settings = [settings_for(str(self.document(side))) for side in ("old", "new")]
        operands = [Operand(s.spec, s.spec) for s in settings]
        old = read_side(operands[0], settings[0])
        return Sides(old, read_side(operands[1], settings[1], old), *settings)

    def plan(self) -> Plan:
        """Return the edits of the programs as they are now."""
        return plan_upgrade(self.copies, self.sides)

    def edit(self) -> Plan:
        """Edit the programs."""
        plan = self.plan()
        write(plan, self.copies)
        return plan

    def run(self, side: str) -> Iterator[str]:
        """Run the programs with the package and the server of a side; yield their faults."""
        mock = _read_mock(self.document(side))
        for name in self.programs:
            with import_package(dict(self.packages[side]), share_runtime=True):
                try:
                    _run(self.read_program(name), name, mock)
                except Exception as error:  # noqa: BLE001
                    yield f"{name} with the {side} package: {type(error).__name__}: {error}"


def _run(text: str, name: str, mock: Any) -> None:
    names: dict[str, Any] = {"__name__": name}
    # Also a deprecated name would be an edit that is missing.
    with warnings.catch_warnings():
        warnings.simplefilter("error", DeprecationWarning)
        exec(compile(text, f"{name}.py", "exec", dont_inherit=True), names)
        main = names["main"]
        if inspect.iscoroutinefunction(main):
            asyncio.run(_run_async(main, mock))
        else:
            with httpx2.Client(transport=MockTransport(mock)) as http:
                main(http)


async def _run_async(main: Any, mock: Any) -> None:
    transport = httpx2.ASGITransport(mock.create_app())
    async with httpx2.AsyncClient(transport=transport) as http:
        await main(http)


def list_upgrades() -> Mapping[str, Upgrade]:
    """Return all upgrades by name."""
    paths = sorted(path for path in CASES.iterdir() if path.is_dir())
    return {path.name: Upgrade(path) for path in paths}


def prove(upgrade: Upgrade) -> Iterator[str]:
    """Edit the programs of an upgrade; yield what contradicts their assertions or needs an edit by hand."""
    yield from upgrade.run("old")
    plan = upgrade.edit()
    yield from (f"{r.position}: {r.change.message}" for r in plan.remaining)
    yield from upgrade.run("new")
    again = upgrade.plan()
    yield from (f"edited again: {edited.diff}" for edited in again.list_files())
