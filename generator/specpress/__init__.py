"""Generate a Python client from an OpenAPI document.

`docs/python-api.md` describes what programs can import from here.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from specpress.config import Credential, Settings, SettingsError
    from specpress.document.problems import (
        DocumentError,
        Position,
        Problem,
        Severity,
        SpecpressError,
        UsageError,
    )
    from specpress.generation import (
        CheckResult,
        Result,
        check,
        generate,
        load_all_settings,
        load_settings,
        write_all,
    )
    from specpress.output.files import Difference
    from specpress.output.writing import Changes, EditedFilesError

__version__ = "0.1.0"
__all__ = [
    "Changes",
    "CheckResult",
    "Credential",
    "Difference",
    "DocumentError",
    "EditedFilesError",
    "Position",
    "Problem",
    "Result",
    "Settings",
    "SettingsError",
    "Severity",
    "SpecpressError",
    "UsageError",
    "__version__",
    "check",
    "generate",
    "load_all_settings",
    "load_settings",
    "write_all",
]
# Imported on demand: the options of the command need none of them.
_MODULES = {
    "specpress.config": ("Credential", "Settings", "SettingsError"),
    "specpress.document.problems": (
        "DocumentError",
        "Position",
        "Problem",
        "Severity",
        "SpecpressError",
        "UsageError",
    ),
    "specpress.generation": (
        "CheckResult",
        "Result",
        "check",
        "generate",
        "load_all_settings",
        "load_settings",
        "write_all",
    ),
    "specpress.output.files": ("Difference",),
    "specpress.output.writing": ("Changes", "EditedFilesError"),
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    for module, names in _MODULES.items():
        if name in names:
            value = globals()[name] = getattr(import_module(module), name)
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
