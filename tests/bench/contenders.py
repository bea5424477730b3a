"""Measurements and their contenders: specpress first, then rivals, then the minimum that any client needs."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from specpress import records
from tests.bench import body
from tests.bench.measure import (
    CPU,
    PEAK,
    PRINTED,
    STARTED,
    WALL,
    Contender,
    Measurement,
    python,
)
from tests.corpus import documents
from tests.corpus.documents import ROOT
from tests.corpus.rivals import ENVIRONMENT

PROGRAMS = Path(__file__).with_name("programs")
EXTEND = ROOT / "spec" / "extend.openapi.yaml"
# datamodel-code-generator rejects this extension as Extend's document uses it.
ENUM_DESCRIPTIONS = "x-enum-descriptions"
RIVAL_BIN = ENVIRONMENT / "bin"
SPECPRESS_ENV = {"PYTHONPATH": str(ROOT / "generated")}
# Extracted fields of a run by the size of its body.
SIZES = {"2 KB": 2, "3 KB": 5, "7 KB": 14}


def measurements(folder: Path) -> list[Measurement]:
    """Return all measurements; their output is written to `folder`."""
    listed = [_generate_extend(folder), _repeat(folder), _first_use()]
    listed += [_decode(folder, size, fields) for size, fields in SIZES.items()]
    listed += [_encode(folder, size, fields) for size, fields in SIZES.items()]
    listed += [_call(folder, size, fields) for size, fields in SIZES.items()]
    github = documents.github()
    if github is not None:
        listed += [_generate_github(folder, github.path), _import_github(folder)]
    return listed


def _shared_document(folder: Path) -> Path:
    """Write Extend's document in a form that all contenders accept."""
    tree = _without(ENUM_DESCRIPTIONS, yaml.safe_load(EXTEND.read_text("utf-8")))
    path = folder / "extend.yaml"
    path.write_text(yaml.safe_dump(tree, sort_keys=False), "utf-8")
    return path


def _without(key: str, tree: Any) -> Any:
    if isinstance(tree, list):
        return [_without(key, entry) for entry in tree]
    if not isinstance(tree, dict):
        return tree
    return {name: _without(key, entry) for name, entry in tree.items() if name != key}


def _generate_extend(folder: Path) -> Measurement:
    document = _shared_document(folder)
    contenders = (
        _specpress(document, folder / "extend"),
        _openapi_python_client(document, folder / "extend-opc"),
        _models(document, folder / "models.py", "pydantic_v2.BaseModel"),
    )
    return Measurement("generate Extend's client", contenders, (WALL, PEAK))


def _generate_github(folder: Path, document: Path) -> Measurement:
    contenders = (
        _specpress(document, folder / "github"),
        _openapi_python_client(document, folder / "github-opc"),
    )
    figures = (WALL, CPU, PEAK)
    return Measurement("generate GitHub's client", contenders, figures, rounds=2)


def _specpress(document: Path, out: Path) -> Contender:
    options = ("-o", str(out), "--package", "bench_client", "--client", "BenchClient")
    contender = python("specpress", "-m", "specpress", "generate", document, *options)
    # A complete run: an equal one would only repeat what it printed.
    return replace(contender, environment={records.VARIABLE: ""})


def _openapi_python_client(document: Path, out: Path) -> Contender:
    program = str(RIVAL_BIN / "openapi-python-client")
    options = ("--output-path", str(out), "--meta", "none", "--overwrite")
    path = {"PATH": f"{RIVAL_BIN}:/usr/bin:/bin"}
    command = (program, "generate", "--path", str(document), *options)
    return Contender("openapi-python-client", command, path)


def _models(document: Path, out: Path, kind: str) -> Contender:
    """Return datamodel-code-generator, which generates models without a client."""
    program = str(RIVAL_BIN / "datamodel-codegen")
    source = ("--input", str(document), "--input-file-type", "openapi")
    output = ("--output", str(out), "--output-model-type", kind)
    command = (program, *source, *output)
    return Contender("datamodel-code-generator (models only)", command)


def _repeat(folder: Path) -> Measurement:
    """Return the runs in which nothing changed; the first of each is complete and recorded."""
    environment = {records.VARIABLE: str(folder / "records")}
    contenders = (
        *(
            replace(
                python(f"specpress {command}", "-m", "specpress", command),
                environment=environment,
            )
            for command in ("check", "generate")
        ),
        python("import click", "-c", "import click"),
    )
    return Measurement("repeat an unchanged run", contenders, (STARTED, CPU))


def _first_use() -> Measurement:
    specpress = "from extend_client import Extend; Extend(token='t').extract_runs"
    vendor = "from extend_ai import Extend; Extend(token='t').extract_runs"
    contenders = (
        Contender("specpress", (sys.executable, "-c", specpress), SPECPRESS_ENV),
        python("extend-ai", "-c", vendor),
        python("Python only", "-c", ""),
    )
    return Measurement("first use of the client", contenders, (STARTED, PEAK))


def _import_github(folder: Path) -> Measurement:
    specpress = "from bench_client import BenchClient; BenchClient().repos"
    environment = {"PYTHONPATH": str(folder / "github")}
    contenders = (
        Contender("specpress", (sys.executable, "-c", specpress), environment),
        python("Python only", "-c", ""),
    )
    return Measurement("first use of GitHub's client", contenders, (STARTED, PEAK))


def _decode(folder: Path, size: str, fields: int) -> Measurement:
    contenders = ("specpress", "extend-ai", "pydantic", "msgspec", "json only")
    return _convert(folder, size, fields, "decode", contenders)


def _encode(folder: Path, size: str, fields: int) -> Measurement:
    own = ("specpress", "specpress without checks")
    contenders = (*own, "pydantic", "msgspec", "json only")
    return _convert(folder, size, fields, "encode", contenders)


def _convert(
    folder: Path, size: str, fields: int, verb: str, names: tuple[str, ...]
) -> Measurement:
    raw = _write_body(folder, size, fields)
    models = folder / "models_pydantic.py"
    if not models.exists():
        document = _shared_document(folder)
        _models(document, models, "pydantic_v2.BaseModel").run()
    program = PROGRAMS / f"{verb}.py"
    python_path, rival_path = Path(sys.executable), RIVAL_BIN / "python"
    interpreters = {
        "pydantic": (rival_path, {"PYTHONPATH": str(folder)}),
        "msgspec": (rival_path, {}),
        "json only": (python_path, {}),
        "extend-ai": (python_path, {}),
    }
    contenders = []
    for name in names:
        interpreter, env = interpreters.get(name, (python_path, SPECPRESS_ENV))
        command = (str(interpreter), str(program), name, str(raw))
        contenders.append(Contender(name, command, env))
    return Measurement(
        f"{verb} a run of {size}", tuple(contenders), (PRINTED,), rounds=3
    )


def _call(folder: Path, size: str, fields: int) -> Measurement:
    raw = _write_body(folder, size, fields)
    program = PROGRAMS / "call.py"
    contenders = tuple(
        Contender(name, (sys.executable, str(program), name, str(raw)), SPECPRESS_ENV)
        for name in ("specpress", "extend-ai", "httpx2 and json only")
    )
    title = f"cancel a run of {size}, without a network"
    return Measurement(title, contenders, (PRINTED,), rounds=3)


def _write_body(folder: Path, size: str, fields: int) -> Path:
    path = folder / f"run-{size.replace(' ', '-')}.json"
    path.write_bytes(body.run(fields))
    return path
