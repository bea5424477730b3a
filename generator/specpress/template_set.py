"""The templates of a run: the built-in ones, and files of the user that override single ones."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from specpress.problems import UsageError

PACKAGED = Path(__file__).parent / "templates"
REPOSITORY = Path(__file__).parents[2] / "templates"
CLUTTER = (".DS_Store", ".gitkeep", "Thumbs.db")
"""Files in a templates folder that override nothing and are ignored."""
CACHES = "__pycache__"


@dataclass(frozen=True, slots=True)
class TemplateSet:
    """All template files by their names; a name is a POSIX path such as `package/errors.py.jinja`."""

    texts: Mapping[str, str]
    """The text of each file, overrides included."""
    builtin: Path
    folder: Path | None = None
    """The folder of the overrides."""
    overrides: frozenset[str] = frozenset()

    def path(self, name: str) -> Path:
        """Return the file that the text of a template comes from."""
        if name in self.overrides and self.folder is not None:
            return self.folder / name
        return self.builtin / name


def templates_folder() -> Path:
    """Return the folder of the built-in templates: in the installed package, or in the repository."""
    return PACKAGED if PACKAGED.is_dir() else REPOSITORY


def template_set(folder: Path | None) -> TemplateSet:
    """Read the built-in templates and the overrides in `folder`.

    Raises:
        UsageError: the folder is missing, or a file in it is not a valid override.
    """
    builtin = templates_folder()
    texts = {
        path.relative_to(builtin).as_posix(): path.read_text("utf-8")
        for path in sorted(builtin.rglob("*"))
        if path.is_file() and CACHES not in path.parts
    }
    if not texts:
        message = f"the built-in templates are missing from {str(builtin)!r}"
        raise UsageError(f"{message}: install specpress again")
    if folder is None:
        return TemplateSet(texts, builtin)
    overrides = _overrides(folder, texts)
    merged = dict(sorted((texts | overrides).items()))
    return TemplateSet(merged, builtin, folder, frozenset(overrides))


def _overrides(folder: Path, builtin: Mapping[str, str]) -> dict[str, str]:
    if not folder.exists():
        raise UsageError(
            f"the templates folder {str(folder)!r} does not exist:"
            " create it, or correct the setting `templates`"
        )
    if not folder.is_dir():
        raise UsageError(
            f"the templates folder {str(folder)!r} is not a directory:"
            " name the directory that contains your templates"
        )
    overrides: dict[str, str] = {}
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        if name not in builtin:
            raise UsageError(_unknown(path, name, builtin))
        overrides[name] = _text(path, folder)
    return overrides


def _files(folder: Path) -> Iterator[Path]:
    """Yield everything below a folder that is not a directory; symbolic links are not entered."""

    def refuse(error: OSError) -> None:
        raise _unreadable(Path(error.filename), error) from error

    for root, directories, names in os.walk(folder, onerror=refuse):
        directories[:] = sorted(name for name in directories if name != CACHES)
        for name in directories:
            if Path(root, name).is_symlink():
                raise _not_inside(Path(root, name))
        yield from (Path(root, n) for n in sorted(names) if n not in CLUTTER)


def _text(path: Path, folder: Path) -> str:
    if not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
        raise _not_inside(path)
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"the template {str(path)!r} is not UTF-8: save it as UTF-8"
        ) from error
    except OSError as error:
        raise _unreadable(path, error) from error


def _not_inside(path: Path) -> UsageError:
    return UsageError(
        f"{str(path)!r} is not a regular file inside the templates folder:"
        " copy the file there"
    )


def _unreadable(path: Path, error: OSError) -> UsageError:
    reason = error.strerror or str(error)
    return UsageError(f"{str(path)!r} cannot be read ({reason}): check its permissions")


def _unknown(path: Path, name: str, builtin: Mapping[str, str]) -> str:
    last = name.rpartition("/")[2]
    same = [known for known in builtin if known.rpartition("/")[2] == last]
    similar = same or difflib.get_close_matches(name, builtin, 1)
    cure = f"did you mean {similar[0]!r}?" if similar else "remove it or rename it"
    return f"{str(path)!r} is not a template of specpress: {cure}"
