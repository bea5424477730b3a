"""Generators of clients: their commands, where their output is, and why some of them cannot run."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from specpress import records
from tests.bench.measure import Contender
from tests.corpus import rivals
from tests.corpus.documents import ROOT

EXTEND = ROOT / "spec" / "extend.openapi.yaml"
# datamodel-code-generator rejects this extension as Extend's document uses it.
ENUM_DESCRIPTIONS = "x-enum-descriptions"
PROGRAMS = Path(__file__).with_name("programs")
SPECPRESS_ENV = {"PYTHONPATH": str(ROOT / "generated")}
RIVAL_BIN = rivals.ENVIRONMENT / "bin"
PACKAGE = "bench_client"
MODELS = "bench_models.py"
# What the rivals of `rivals.PINNED` refuse, and a generator that is not one of them.
NOT_MEASURED = {
    "datamodel-code-generator's client for GitHub's document": 'it refuses 11 parameters: "A parameter value needs one unambiguous scalar kind"',
    "unihttp-openapi-generator": "version 0.3.1 needs Python 3.12 or newer, specpress runs on 3.11 too",
}


@dataclass(frozen=True, slots=True)
class Generator:
    """A generator of clients."""

    name: str
    about: str
    # The command for a document and an output, and the path of the package below the output.
    command: Callable[[Path, Path], tuple[str, ...]]
    package: str
    missing: Callable[[], str] = lambda: ""

    def out(self, document: Path, folder: Path) -> Path:
        """Return the output for a document."""
        name = re.sub(r"\W+", "-", f"{document.stem} {self.name}").strip("-")
        return folder / name.lower()

    def contender(self, document: Path, folder: Path) -> Contender:
        """Return the generator as a contender for a document."""
        out = self.out(document, folder)
        environment = {
            # A complete run: an equal one would only repeat what it printed.
            records.VARIABLE: "",
            # openapi-python-client runs ruff.
            "PATH": f"{RIVAL_BIN}{os.pathsep}{os.environ['PATH']}",
            "REDOCLY_TELEMETRY": "off",
            "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true",
        }
        command = self.command(document, out)
        return Contender(self.name, command, environment, self.about, out=out)

    def generate(self, document: Path, folder: Path) -> Path:
        """Generate the client unless it exists, and return its package or module."""
        package = self.out(document, folder) / self.package
        if not package.exists():
            self.contender(document, folder).run()
        return package


def _specpress(document: Path, out: Path) -> tuple[str, ...]:
    options = ("-o", str(out), "--package", PACKAGE, "--client", "BenchClient")
    program = (sys.executable, "-m", "specpress")
    return (*program, "generate", str(document), *options)


def _openapi_python_client(document: Path, out: Path) -> tuple[str, ...]:
    program = str(RIVAL_BIN / "openapi-python-client")
    target = ("--output-path", str(out / PACKAGE), "--meta", "none")
    return (program, "generate", "--path", str(document), *target)


def _redocly(document: Path, out: Path) -> tuple[str, ...]:
    output = ("--generator", "python", "--output", str(out / "client.ts"))
    program = str(rivals.REDOCLY_PROGRAM)
    return (program, "generate-client", str(document), *output)


def _openapi_generator(document: Path, out: Path) -> tuple[str, ...]:
    program = str(RIVAL_BIN / "openapi-generator-cli")
    options = ("-g", "python", "-i", str(document), "-o", str(out))
    return (program, "generate", *options)


def _datamodel_code_generator(document: Path, out: Path) -> tuple[str, ...]:
    url = "https://example.com"
    client = {
        "--generate-client": "httpx2",
        "--client-output": str(out / "client"),
        "--client-package": "client",
        "--client-model-package": "models",
        "--client-default-base-url": url,
        "--client-server-base-url": url,
    }
    options = [text for option in client.items() for text in option]
    return (*_models_command(document, out / "models"), *options)


def _models_command(document: Path, out: Path) -> tuple[str, ...]:
    program = str(RIVAL_BIN / "datamodel-codegen")
    source = ("--input", str(document), "--input-file-type", "openapi")
    kind = ("--output-model-type", "pydantic_v2.BaseModel")
    return (program, *source, "--output", str(out), *kind)


def _models_only(document: Path, out: Path) -> tuple[str, ...]:
    return _models_command(document, out / MODELS)


SPECPRESS = Generator(
    "specpress",
    "generates dataclasses, clients, tests and documentation; validates the document; formats the code",
    _specpress,
    PACKAGE,
)
OPENAPI_PYTHON_CLIENT = Generator(
    "openapi-python-client",
    "generates attrs classes and functions; skips with a warning what it cannot express; formats the code with ruff",
    _openapi_python_client,
    PACKAGE,
    rivals.missing,
)
REDOCLY = Generator(
    "Redocly",
    "generates one module of dataclasses and clients, whose dates are text; runs in node",
    _redocly,
    "client.py",
    rivals.missing_redocly,
)
OPENAPI_GENERATOR = Generator(
    "OpenAPI Generator",
    "generates pydantic's models, API classes, tests and documentation; does not format the code; runs in Java",
    _openapi_generator,
    "openapi_client",
    rivals.missing_openapi_generator,
)
DATAMODEL_CODE_GENERATOR = Generator(
    "datamodel-code-generator",
    "generates pydantic's models and clients for httpx2; formats the code with black",
    _datamodel_code_generator,
    "client",
    rivals.missing,
)
MODELS_ONLY = Generator(
    "datamodel-code-generator (models only)",
    "generates one module of pydantic's models; formats the code with black",
    _models_only,
    MODELS,
    rivals.missing,
)
ALL = (
    SPECPRESS,
    OPENAPI_PYTHON_CLIENT,
    REDOCLY,
    OPENAPI_GENERATOR,
    DATAMODEL_CODE_GENERATOR,
    MODELS_ONLY,
)


def list_missing() -> dict[str, str]:
    """Return the generators that cannot run, with the reasons."""
    reasons = {generator.name: generator.missing() for generator in ALL}
    return {name: reason for name, reason in reasons.items() if reason} | NOT_MEASURED


def contenders(
    document: Path, folder: Path, *listed: Generator
) -> tuple[Contender, ...]:
    """Return the generators that can run as contenders for a document."""
    return tuple(g.contender(document, folder) for g in listed if not g.missing())


def write_extend(folder: Path) -> Path:
    """Write Extend's document in a form that all generators accept."""
    path = folder / "extend.yaml"
    if not path.exists():
        tree = _without(ENUM_DESCRIPTIONS, yaml.safe_load(EXTEND.read_text("utf-8")))
        path.write_text(yaml.safe_dump(tree, sort_keys=False), "utf-8")
    return path


def _without(key: str, tree: Any) -> Any:
    if isinstance(tree, list):
        return [_without(key, entry) for entry in tree]
    if not isinstance(tree, dict):
        return tree
    return {name: _without(key, entry) for name, entry in tree.items() if name != key}
