"""Records of runs that changed nothing: an equal run prints the same, and imports nothing else.

A record has the paths that a run of `generate` or `check` read and compared, one digest of their contents, and
the text that it printed. It is a file of the user, outside of the output; `SPECPRESS_CACHE_DIR` names another
directory for records, or none if it is empty. Whatever differs (the command line, the environment, the
generator, an input, a file of the output) leads to a complete run.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

VERSION = "1"
VARIABLE = "SPECPRESS_CACHE_DIR"
SUFFIX = ".specpress-run"
COMMANDS = ("check", "generate")
# The variables that change what a run prints.
ENVIRONMENT = (
    *("COLORTERM", "COLUMNS", "FORCE_COLOR", "LINES", "NO_COLOR", "TERM"),
    *("TTY_COMPATIBLE", "TTY_INTERACTIVE"),
)
MAX_RECORDS = 100
MAX_BYTES = 64 * 2**20
_CACHE = "__pycache__"


class Record:
    """The paths of a run and what it printed.

    Attributes:
        folders: Directories of which each file is an input.
        inputs: Files that it read, or that do not exist.
        outputs: Files of the output, and each directory between them and that of the output.
        printed: Texts in their order, each after the number of its stream: 1 or 2.
    """

    __slots__ = ("folders", "inputs", "outputs", "printed")

    def __init__(
        self,
        folders: Iterable[str],
        inputs: Iterable[str],
        outputs: Iterable[str],
        printed: Iterable[tuple[int, str]] = (),
    ) -> None:
        self.folders = tuple(folders)
        self.inputs = tuple(inputs)
        self.outputs = tuple(outputs)
        self.printed = tuple(printed)


# What this process will record if it ends without an error, by `plan`.
_planned: list[tuple[Record, str, Mapping[str, str]]] = []


def repeat(arguments: Sequence[str]) -> bool:
    """Print what an equal run printed, if nothing changed since; return whether it did."""
    path = find_path(arguments)
    if path is None:
        return False
    try:
        sections = _split(_read(path))
        record, expected = _parse(sections)
        if read_digest(record) != expected:
            return False
        for number, text in record.printed:
            stream = sys.stdout if number == 1 else sys.stderr
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
            stream.write(text)
            stream.flush()
    except (OSError, ValueError, AttributeError):
        # There is no record, or a stream is closed: a complete run reports that.
        return False
    return True


def find_path(arguments: Sequence[str]) -> str | None:
    """Return the path of the record of a command line in this environment; None if it has none."""
    if not arguments or arguments[0] not in COMMANDS or "-" in arguments:
        return None
    directory = find_directory()
    if directory is None:
        return None
    try:
        facts = [*_describe_process(), *arguments]
        digest = hashlib.sha256(_join(facts)).hexdigest()
    except (OSError, ValueError, AttributeError):
        return None
    return os.path.join(directory, digest + SUFFIX)


def find_directory() -> str | None:
    """Return the directory of the records; None if there shall be none."""
    if VARIABLE in os.environ:
        return os.environ[VARIABLE] or None
    home = os.path.expanduser("~")
    if not os.path.isabs(home):
        return None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
    elif sys.platform == "darwin":
        base = os.path.join(home, "Library", "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache")
    return os.path.join(base, "specpress") if os.path.isabs(base) else None


def _describe_process() -> Iterator[str]:
    """Yield what else decides the output of a command line: Python, its packages, the streams."""
    yield from (VERSION, sys.version, sys.prefix, os.getcwd())
    for path in sys.path:
        if path.endswith("-packages"):
            # Each installation changes the directory.
            yield f"{path} {os.stat(path).st_mtime_ns}"
    yield from (f"{name}={os.environ.get(name)}" for name in ENVIRONMENT)
    for stream in (sys.stdout, sys.stderr):
        is_terminal = stream.isatty()
        size = os.get_terminal_size(stream.fileno()) if is_terminal else ""
        yield f"{stream.encoding} {is_terminal} {size}"


def read_digest(record: Record) -> str:
    """Return one digest of all files of a record, as they are now.

    Raises:
        OSError: a file cannot be read, or there is something else in the place of an output.
    """
    total = hashlib.sha256()
    for folder in record.folders:
        for path in list_files(folder):
            total.update(_join([path, digest_file(path)]))
    for path in record.inputs:
        total.update(
            _join([path, os.path.realpath(path), digest_input(path) or "absent"])
        )
    for path in record.outputs:
        # A link in the place of an output is a difference, whatever it leads to.
        is_folder = stat.S_ISDIR(os.lstat(path).st_mode)
        total.update(_join([path, "" if is_folder else digest_output(path)]))
    return total.hexdigest()


def list_files(folder: str) -> list[str]:
    """Return the files in a directory, without compiled modules."""
    paths: list[str] = []
    remaining = [folder]
    while remaining:
        with os.scandir(remaining.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != _CACHE:
                        remaining.append(entry.path)
                else:
                    paths.append(entry.path)
    return sorted(paths)


def digest_input(path: str) -> str | None:
    """Return the digest of a file that a run read; None if it does not exist."""
    try:
        return digest_file(path)
    except (FileNotFoundError, NotADirectoryError):
        return None


def digest_output(path: str) -> str:
    """Return the digest of a file of the output.

    Raises:
        OSError: it cannot be read, or is something else, for instance a link.
    """
    if not stat.S_ISREG(os.lstat(path).st_mode):
        raise OSError(f"{path} is not a regular file")
    return digest_file(path)


def digest_file(path: str) -> str:
    """Return the digest of a regular file.

    Raises:
        OSError: it cannot be read, or is something else.
    """
    return hashlib.sha256(_read(path)).hexdigest()


def _read(path: str) -> bytes:
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, flags)
    with open(descriptor, "rb", buffering=0) as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size > 2 * MAX_BYTES:
            raise OSError(f"{path} is not a regular file of limited size")
        return file.read()


def forget_plans() -> None:
    """Forget what another run of this process planned."""
    _planned.clear()


def plan(record: Record, digest: str, replaced: Mapping[str, str]) -> None:
    """Write a record of this process when it has ended without an error.

    Args:
        digest: The digest of the contents that the run read and wrote.
        replaced: Texts that the run printed, and what an equal run prints instead.
    """
    _planned.append((record, digest, replaced))


def write_planned(arguments: Sequence[str], printed: Iterable[tuple[int, str]]) -> None:
    """Write the planned record with what was printed; without a record, the next run is complete as well."""
    if not _planned:
        return
    record, digest, replaced = _planned.pop()
    path = find_path(arguments)
    if path is None:
        return
    texts = []
    for number, text in printed:
        for old, new in replaced.items():
            text = text.replace(old, new)
        texts.append((number, text))
    record.printed = tuple(texts)
    try:
        _write(path, _format(record, digest))
    except OSError:
        # The directory cannot be written, or is full.
        return


def _write(path: str, content: bytes) -> None:
    """Write a record; beyond a limit, the oldest ones are deleted."""
    directory = os.path.dirname(path)
    os.makedirs(directory, 0o700, exist_ok=True)
    temporary = f"{path}.{os.getpid()}{SUFFIX}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with open(os.open(temporary, flags, 0o600), "wb") as file:
        file.write(content)
    os.replace(temporary, path)
    _delete_oldest(directory)


def _delete_oldest(directory: str) -> None:
    # The user chooses the directory, and may have other files in it.
    with os.scandir(directory) as entries:
        own = [
            (entry.stat().st_mtime_ns, entry.path)
            for entry in entries
            if entry.name.endswith(SUFFIX) and entry.is_file(follow_symlinks=False)
        ]
    for _, path in sorted(own)[:-MAX_RECORDS]:
        os.unlink(path)


def _format(record: Record, digest: str) -> bytes:
    parts = (record.folders, record.inputs, record.outputs)
    printed = [str(item) for pair in record.printed for item in pair]
    return _join([VERSION, digest, *map(_join_text, (*parts, printed))])


def _parse(sections: list[str]) -> tuple[Record, str]:
    """Return a record and its digest.

    Raises:
        ValueError: it is not one of this version.
    """
    version, digest, *parts = sections
    if version != VERSION:
        raise ValueError(version)
    folders, inputs, outputs, printed = (_split(_encode(part)) for part in parts)
    numbers = map(int, printed[::2])
    return (
        Record(folders, inputs, outputs, zip(numbers, printed[1::2], strict=True)),
        digest,
    )


def _join_text(texts: Iterable[str]) -> str:
    return _join(texts).decode("utf-8", "surrogateescape")


def _join(texts: Iterable[str]) -> bytes:
    """Return texts as bytes, each after its length: paths may have any character."""
    encoded = map(_encode, texts)
    return b"".join(b"%d\n%b" % (len(content), content) for content in encoded)


def _split(content: bytes) -> list[str]:
    """Return the texts that `_join` joined.

    Raises:
        ValueError: it did not.
    """
    texts: list[str] = []
    start = 0
    while start < len(content):
        end = content.index(b"\n", start)
        start = end + 1 + int(content[start:end])
        texts.append(content[end + 1 : start].decode("utf-8", "surrogateescape"))
    return texts


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
