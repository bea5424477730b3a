"""Who does which work: specpress first, then the rivals, then what no client can do without."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml

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
ENUM_TEXTS = "x-enum-descriptions"
"""The one extension that datamodel-code-generator refuses, as it stands in Extend's document."""
RIVAL = ENVIRONMENT / "bin"
OWN = {"PYTHONPATH": str(ROOT / "generated")}
SIZES = {"2 KB": 2, "3 KB": 5, "7 KB": 14}
"""How many fields of a run make a body of which size."""


def measurements(folder: Path) -> list[Measurement]:
    """All of them; what they make goes into a folder."""
    found = [_press_extend(folder), _check(), _first_use()]
    found += [_decode(folder, size, fields) for size, fields in SIZES.items()]
    found += [_call(folder, size, fields) for size, fields in SIZES.items()]
    github = documents.github()
    if github is not None:
        found += [_press_github(folder, github.path), _import_github(folder)]
    return found


def _without_enum_texts(folder: Path) -> Path:
    """Extend's document as each of the contenders takes it."""
    tree = _without(ENUM_TEXTS, yaml.safe_load(EXTEND.read_text("utf-8")))
    path = folder / "extend.yaml"
    path.write_text(yaml.safe_dump(tree, sort_keys=False), "utf-8")
    return path


def _without(key: str, tree: Any) -> Any:
    if isinstance(tree, list):
        return [_without(key, entry) for entry in tree]
    if not isinstance(tree, dict):
        return tree
    return {name: _without(key, entry) for name, entry in tree.items() if name != key}


def _press_extend(folder: Path) -> Measurement:
    document = _without_enum_texts(folder)
    contenders = (
        _specpress(document, folder / "extend"),
        _openapi_python_client(document, folder / "extend-opc"),
        _models(document, folder / "models.py", "pydantic_v2.BaseModel"),
    )
    return Measurement("press Extend's document", contenders, (WALL, PEAK))


def _press_github(folder: Path, document: Path) -> Measurement:
    contenders = (
        _specpress(document, folder / "github"),
        _openapi_python_client(document, folder / "github-opc"),
    )
    figures = (WALL, CPU, PEAK)
    return Measurement("press GitHub's document", contenders, figures, rounds=2)


def _specpress(document: Path, out: Path) -> Contender:
    where = ("-o", str(out), "--package", "pressed", "--client", "Pressed")
    return python("specpress", "-m", "specpress", "generate", document, *where)


def _openapi_python_client(document: Path, out: Path) -> Contender:
    program = str(RIVAL / "openapi-python-client")
    options = ("--output-path", str(out), "--meta", "none", "--overwrite")
    path = {"PATH": f"{RIVAL}:/usr/bin:/bin"}
    command = (program, "generate", "--path", str(document), *options)
    return Contender("openapi-python-client", command, path)


def _models(document: Path, out: Path, kind: str) -> Contender:
    """datamodel-code-generator, which makes the models alone."""
    program = str(RIVAL / "datamodel-codegen")
    given = ("--input", str(document), "--input-file-type", "openapi")
    made = ("--output", str(out), "--output-model-type", kind)
    command = (program, *given, *made)
    return Contender("datamodel-code-generator (models alone)", command)


def _check() -> Measurement:
    contenders = (python("specpress check", "-m", "specpress", "check"),)
    return Measurement("find that nothing changed", contenders, (STARTED,))


def _first_use() -> Measurement:
    ours = "from extend_client import Extend; Extend(token='t').extract_runs"
    theirs = "from extend_ai import Extend; Extend(token='t').extract_runs"
    contenders = (
        Contender("specpress", (sys.executable, "-c", ours), OWN),
        python("extend-ai", "-c", theirs),
        python("Python alone", "-c", ""),
    )
    return Measurement("first use of the client", contenders, (STARTED, PEAK))


def _import_github(folder: Path) -> Measurement:
    ours = "from pressed import Pressed; Pressed().repos"
    where = {"PYTHONPATH": str(folder / "github")}
    contenders = (
        Contender("specpress", (sys.executable, "-c", ours), where),
        python("Python alone", "-c", ""),
    )
    return Measurement("first use of GitHub's client", contenders, (STARTED, PEAK))


def _decode(folder: Path, size: str, fields: int) -> Measurement:
    raw = _written(folder, size, fields)
    models = folder / "models_pydantic.py"
    if not models.exists():
        document = _without_enum_texts(folder)
        _models(document, models, "pydantic_v2.BaseModel").run()
    program = PROGRAMS / "decode.py"
    own, rival = Path(sys.executable), RIVAL / "python"
    contenders = tuple(
        Contender(name, (str(by), str(program), name, str(raw)), path)
        for name, by, path in (
            ("specpress", own, OWN),
            ("extend-ai", own, {}),
            ("pydantic", rival, {"PYTHONPATH": str(folder)}),
            ("msgspec", rival, {}),
            ("json alone", own, {}),
        )
    )
    return Measurement(f"decode a run of {size}", contenders, (PRINTED,), rounds=3)


def _call(folder: Path, size: str, fields: int) -> Measurement:
    raw = _written(folder, size, fields)
    program = PROGRAMS / "call.py"
    contenders = tuple(
        Contender(name, (sys.executable, str(program), name, str(raw)), OWN)
        for name in ("specpress", "extend-ai", "httpx2 and json alone")
    )
    title = f"cancel a run of {size}, without a network"
    return Measurement(title, contenders, (PRINTED,), rounds=3)


def _written(folder: Path, size: str, fields: int) -> Path:
    path = folder / f"run-{size.replace(' ', '-')}.json"
    path.write_bytes(body.run(fields))
    return path
