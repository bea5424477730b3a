"""Compare consecutive versions of real documents, write docs/diff-pairs.md: `python -m tests.corpus.pairs`."""

from __future__ import annotations

import gc
import sys
import time
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from specpress.cli.memory import without_garbage_collection
from specpress.diff.changes import Comparison
from specpress.diff.comparing import compare_sides
from specpress.diff.operands import Operand
from specpress.diff.sides import Side, read_side
from specpress.document.problems import DocumentError
from tests.corpus import pairs_page
from tests.corpus.documents import ROOT
from tests.corpus.versions import SERIES, Series, download
from tests.diff.confirming import Confirmation, Confirmer
from tests.property.packages import settings_for

PAGE = ROOT / "docs" / "diff-pairs.md"
console = Console(highlight=False, soft_wrap=True, markup=False)


@dataclass(frozen=True, slots=True)
class Pair:
    """The comparison of a version with the next one."""

    series: str
    old: str
    new: str
    operations: int
    """The operations of the new version."""
    seconds: float
    """CPU of reading both versions and comparing them, without imports."""
    comparison: Comparison
    types: Confirmation
    deployed: Confirmation

    @property
    def faults(self) -> tuple[str, ...]:
        """The breaking changes that are not confirmed, and why."""
        return self.types.faults + self.deployed.faults

    @property
    def kinds(self) -> Counter[str]:
        """The changes by their code."""
        return Counter(change.code for change in self.comparison.changes)


@dataclass(slots=True)
class Result:
    """The pairs that were compared, and the reasons for the others."""

    pairs: list[Pair] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Version:
    """A version that was read, and the CPU seconds that it took."""

    name: str
    path: Path
    side: Side
    seconds: float


def compare_series(series: Series) -> Result:
    """Compare each version with the next one; each document is read once."""
    result = Result()
    previous: _Version | None = None
    with TemporaryDirectory() as directory:
        confirmer = Confirmer(Path(directory))
        for name in series.versions:
            version = _read(series, name, previous, result)
            if version is None:
                continue
            if previous is not None:
                pair = _compare(series, previous, version, confirmer)
                result.pairs.append(pair)
                console.print(pairs_page.describe(pair))
            previous = version
    return result


def _read(
    series: Series, name: str, previous: _Version | None, result: Result
) -> _Version | None:
    """Return a version; None, with the reason in the result, if it is missing or cannot be read."""
    title = f"{series.name} {name}"
    if reason := download(series, name):
        result.skipped.append(f"{title}: {reason}")
        return None
    path = series.find(name)
    began = time.process_time()
    try:
        with without_garbage_collection():
            side = read_side(
                Operand(path.name, str(path)),
                settings_for(str(path)),
                previous.side if previous else None,
            )
    except DocumentError as error:
        result.skipped.append(f"{title}: {error.problems[0]}")
        return None
    seconds = time.process_time() - began
    gc.collect()
    return _Version(name, path, side, seconds)


def _compare(
    series: Series, old: _Version, new: _Version, confirmer: Confirmer
) -> Pair:
    began = time.process_time()
    with without_garbage_collection():
        comparison = compare_sides(old.side, new.side)
    seconds = old.seconds + new.seconds + time.process_time() - began
    sides, documents = (old.side, new.side), (old.path, new.path)
    return Pair(
        series.name,
        old.name,
        new.name,
        len(new.side.api.operations),
        seconds,
        comparison,
        confirmer.confirm_types(comparison, sides, documents),
        confirmer.confirm_deployed(comparison, sides, documents),
    )


def run(names: Collection[str] = ()) -> bool:
    """Compare the pairs of all series, or of those with a name, and write the page of all.

    Returns:
        Whether each breaking change is confirmed.
    """
    chosen = [series for series in SERIES if series.name in names or not names]
    results = [compare_series(series) for series in chosen]
    pairs = [pair for result in results for pair in result.pairs]
    skipped = [line for result in results for line in result.skipped]
    for line in skipped:
        console.print(f"skipped: {line}")
    if skipped:
        console.print(f"{PAGE.name} is not written: versions are missing")
    elif len(chosen) == len(SERIES):
        PAGE.write_text(pairs_page.markdown(pairs), "utf-8")
    for line in list_faults(pairs):
        console.print(line)
    for line in pairs_page.summarize(pairs):
        console.print(line)
    return not any(list_faults(pairs))


def list_faults(pairs: Sequence[Pair]) -> Iterator[str]:
    """Yield the breaking changes that were to be confirmed, and are not."""
    for pair in pairs:
        for fault in pair.faults:
            yield f"{pair.series} {pair.old}, {pair.new}: {fault}"


if __name__ == "__main__":
    sys.exit(not run(sys.argv[1:]))
