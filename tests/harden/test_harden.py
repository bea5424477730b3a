"""A sample of `make harden`: no text becomes code, markup, a path or a control sequence."""

from __future__ import annotations

import pytest

from specpress.cli import main
from tests.harden.all_inputs import list_inputs
from tests.harden.attack import attack, describe, load_targets, plan
from tests.harden.canary import import_all
from tests.harden.command_lines import COMMANDS
from tests.harden.commands import (
    attack_input,
    attack_mock,
    invoke,
    project_folder,
    run_command,
)
from tests.harden.inputs import (
    APIS_TABLE,
    OVERLAY_TREE,
    SETTINGS_TABLE,
    Input,
    overlay_metaschema,
    settings_metaschema,
)
from tests.harden.inspection import inspect_files
from tests.harden.overlays import inspect_overlay
from tests.harden.pages import attack_pages
from tests.harden.payloads import LARGE_PAYLOADS, PAYLOADS, Payload
from tests.harden.recordings import REPAIR, REPAIRS, build_recorded

# Payloads in extensions are often refused, which needs another run.
GROUPS = {"3.0": 4, "3.1": 4, "3.2": 8, "extensions": 48}
TARGETS = {target.name: target for target in load_targets()}


@pytest.mark.parametrize("name", TARGETS)
def test_document_has_a_text_in_every_position(name: str) -> None:
    assert TARGETS[name].missing_positions() == set()


@pytest.mark.parametrize("name", TARGETS)
@pytest.mark.parametrize("turn", [0, 37])
def test_payloads_stay_texts(name: str, turn: int) -> None:
    target = TARGETS[name]
    groups = GROUPS[name]
    outcome = attack(target, plan(target, turn, turn % groups, groups))
    findings = [*outcome.findings]
    if outcome.files is not None:
        findings += import_all(outcome.files)
        findings += attack_mock(outcome.document)
        findings += attack_pages(outcome.document)
    assert [describe(target, finding) for finding in findings] == []


@pytest.mark.parametrize("target", list_inputs()[::17], ids=str)
def test_payloads_in_other_inputs(target: Input) -> None:
    number = list_inputs().index(target)
    payload = PAYLOADS[number % len(PAYLOADS)]
    assert attack_input(target, payload, number) == []


def test_each_command_is_attacked() -> None:
    assert COMMANDS.keys() == main.commands.keys()
    names = {target.name for target in list_inputs()}
    for command, parameters in main.commands.items():
        options = {parameter.opts[-1] for parameter in parameters.params}
        assert {f"command line {command} {option}" for option in options} <= names


BIDI = next(p for p in PAYLOADS if p.name == "bidi controls")
ESCAPES = next(p for p in PAYLOADS if p.name == "escape sequences")
NUL = next(p for p in PAYLOADS if p.name == "NUL")


@pytest.mark.parametrize(
    ("name", "payload"),
    [
        ("command", ESCAPES),
        ("generate extra argument", BIDI),
        ("mock unknown option", ESCAPES),
        ("repair --from", NUL),
        ("repair --output", NUL),
    ],
)
def test_messages_about_a_command_line(name: str, payload: Payload) -> None:
    (target,) = (t for t in list_inputs() if t.name == f"command line {name}")
    assert attack_input(target, payload, 0) == []


@pytest.mark.parametrize(
    "payload", [BIDI, ESCAPES, LARGE_PAYLOADS[0]], ids=lambda p: p.name
)
@pytest.mark.parametrize("word", ["extra", "blue", "owner", "X-Count"])
def test_texts_of_a_document_and_its_recording(word: str, payload: Payload) -> None:
    (target,) = (t for t in list_inputs() if t.name == f"document and recording {word}")
    assert attack_input(target, payload, 0) == []


def test_recording_contradicts_each_part() -> None:
    with project_folder() as folder:
        _, result, after = run_command(
            build_recorded(arguments=(*REPAIR, "-o", REPAIRS)), folder
        )
        again = invoke(*REPAIR, "--check", "--overlay", REPAIRS)
    assert list(inspect_overlay(after[f"outer/project/{REPAIRS}"].decode())) == []
    assert "unknown operations: 1" in result.output
    assert "2 places cannot be repaired" in result.output
    for kind in ("types", "null", "unions", "formats", "patterns", "limits"):
        assert f"{kind}: " in result.output
        assert f"{kind}: " not in again.output


@pytest.mark.parametrize(
    "text",
    [
        "&a a",
        "- !!python/name:os.system x",
        "overlay: 1.0.0\ninfo: {title: a, version: 1.0.0}\nactions: []\n---\na",
        "overlay: 1.0.0\ninfo: {title: a, version: 1.0.0}\nactions:\n"
        "- {target: '$..a', description: a, remove: true}",
        "overlay: 1.0.0\ninfo: {title: a\u202e, version: 1.0.0}\nactions: []",
    ],
)
def test_inspection_of_overlays_recognizes(text: str) -> None:
    assert list(inspect_overlay(text))


def test_settings_have_a_text_in_every_position() -> None:
    schema = settings_metaschema()
    covered = {
        position
        for table in (SETTINGS_TABLE, APIS_TABLE)
        for position in schema.positions_of(table)
    }
    # Keys of the tables are the names of parts of the document.
    assert schema.positions() - covered == set()
    assert (
        overlay_metaschema().positions()
        == overlay_metaschema().positions_of(OVERLAY_TREE).keys()
    )


@pytest.mark.parametrize("text", ["\x1e", "", "x" * 5000])
def test_each_setting_is_refused_with_a_message(text: str) -> None:
    for target in list_inputs():
        if target.name.startswith("setting "):
            assert attack_input(target, Payload("text", text), 0) == []


BASELINE = {"a.py": "x = 1\n", "README.md": "# A\n", "a.svg": "<svg/>"}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", "iCANARYx.iNJECTED1x\n"),
        ("a.py", "x = 1  # iNJECTED1x\n"),
        ("a.py", "x = f'{iNJECTED1x}'\n"),
        ("a.py", "x: 'iNJECTED1x' = 1\n"),
        ("a.py", "x = 'a\u202eb'\n"),
        ("a.py", "x = '''\n"),
        ("a.py", "class A:\n    def __reduce__(self): ...\n"),
        ("README.md", "# A\n\n<b>iNJECTED1x\n"),
        ("README.md", "# A\n\n[x](javascript:alert)\n"),
        ("README.md", "# A\n\n![x](https://evil.example/iNJECTED1x)\n"),
        ("a.svg", "<svg><script/></svg>"),
        ("a.svg", "<svg onload='iNJECTED1x'/>"),
        ("../a.py", "x = 1\n"),
        ("con.py", "x = 1\n"),
        ("A.py", "x = 1\n"),
    ],
)
def test_inspection_recognizes(path: str, text: str) -> None:
    assert inspect_files({**BASELINE, path: text}, BASELINE)


def test_inspection_accepts_texts() -> None:
    text = '"""iNJECTED1x"""\nx: Annotated[int, "iNJECTED1x"] = "iCANARYx.iNJECTED1x"\n'
    assert inspect_files({**BASELINE, "a.py": text}, BASELINE) == []
