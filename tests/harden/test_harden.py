"""A sample of `make harden`: no text becomes code, markup, a path or a control sequence."""

from __future__ import annotations

import pytest

from tests.harden.attack import attack, describe, load_targets, plan
from tests.harden.canary import import_all
from tests.harden.inspection import inspect_files

TARGETS = {target.name: target for target in load_targets()}


@pytest.mark.parametrize("name", TARGETS)
def test_document_has_a_text_in_every_position(name: str) -> None:
    assert TARGETS[name].missing_positions() == set()


@pytest.mark.parametrize("name", TARGETS)
@pytest.mark.parametrize("turn", [0, 37])
def test_payloads_stay_texts(name: str, turn: int) -> None:
    target = TARGETS[name]
    outcome = attack(target, plan(target, turn, turn % 3, 3))
    findings = [*outcome.findings]
    if outcome.files is not None:
        findings += import_all(outcome.files)
    assert [describe(target, finding) for finding in findings] == []


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
