"""Plan the record of a run that changed nothing, after which an equal run need not generate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from specpress import records
from specpress.document.load import STDIN
from specpress.document.uris import is_url
from specpress.generation import Result
from specpress.output import journal, run_lock
from specpress.output.manifest import digest
from specpress.output.places import get_places
from specpress.output.template_set import templates_directory
from specpress.records import Record

SOURCES = Path(__file__).parents[1]
# The digests of each file that a run read; None for one that does not exist.
Reads = Mapping[str, set[str | None]]


def plan_record(
    results: Sequence[Result], reads: Reads, replaced: Mapping[str, str]
) -> None:
    """Plan the record of a run, if an equal run will do and print the same.

    Documents from URLs and standard input are not recorded: they may be other ones next time.

    Args:
        replaced: Texts that the run printed, and what an equal run prints instead.
    """
    sources = [*_list_documents(results)]
    if any(is_url(s) or s == STDIN for s in sources) or any(r.removed for r in results):
        return
    locks = {
        str(r.settings.names_lock.absolute()): digest(r.names_lock) for r in results
    }
    inputs = {p: c for p, c in reads.items() if p not in locks}
    inputs |= {path: {content} for path, content in locks.items()}
    for result in results:
        inputs |= {path: {None} for path in _list_leftovers(result)}
    outputs = [path for result in results for path in _list_outputs(result)]
    record = Record(_list_folders(results), sorted(inputs), outputs)
    try:
        contents = records.read_digest(record)
        # A file may have changed since it was read: then the digest is not that of the contents of the run.
        if _is_as_read(inputs) and all(map(_is_as_generated, results)):
            records.plan(record, contents, replaced)
    except OSError:
        # A file has just been deleted or replaced.
        return


def _list_documents(results: Sequence[Result]) -> Iterator[str]:
    for result in results:
        yield result.settings.spec
        yield from result.documents
        yield from map(str, result.settings.overlays)


def _list_folders(results: Sequence[Result]) -> Iterator[str]:
    """Yield the directories of which each file is an input."""
    folders = [SOURCES, templates_directory()]
    folders += [r.settings.templates for r in results if r.settings.templates]
    yield from dict.fromkeys(str(folder.absolute()) for folder in folders)


def _list_leftovers(result: Result) -> Iterator[str]:
    """Yield the files of a write that was interrupted."""
    for name in (journal.NAME, journal.NEW_NAME, run_lock.NAME):
        yield str(result.settings.output.absolute() / name)


def _list_outputs(result: Result) -> Iterator[str]:
    """Yield the paths of the output: each directory in it, and each file."""
    root = result.settings.output.absolute()
    folders = {
        folder for name in result.files for folder in PurePosixPath(name).parents
    }
    for folder in sorted(folders - {PurePosixPath()}):
        yield str(root / folder)
    places = get_places(result.settings)
    for name in result.files:
        yield str(places.get_path(name).absolute())


def _is_as_read(inputs: Reads) -> bool:
    """Return whether each input is what the run read."""
    return all(digests == {records.digest_input(p)} for p, digests in inputs.items())


def _is_as_generated(result: Result) -> bool:
    """Return whether each file of the output is the generated one."""
    places = get_places(result.settings)
    return all(
        records.digest_file(str(places.get_path(name))) == digest(text)
        for name, text in result.files.items()
    )
