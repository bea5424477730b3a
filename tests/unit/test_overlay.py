"""Overlays: the effect of actions, positions of their results, and invalid overlays."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from specpress.cli import main
from specpress.document import overlay
from specpress.document.load import Document, load
from specpress.document.problems import Problems

BASE = """\
openapi: 3.1.0
info: {title: Base, version: '1'}
tags:
  - name: a
  - name: b
  - name: c
paths:
  /items:
    get:
      tags: [a, dummy]
      parameters: [{name: q, in: query}]
      responses: {'200': {description: fine}}
  /some:
    delete:
      responses: {'204': {description: gone}}
"""
HEAD = "overlay: 1.1.0\ninfo: {title: T, version: '1'}\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "base.yaml").write_text(BASE)
    return tmp_path


def apply(*actions: str, base: str = "base.yaml") -> tuple[Document, Problems]:
    """Apply actions to the base document; each is the body of an entry of `actions`."""
    body = "".join(
        "  - "
        + textwrap.indent(textwrap.dedent(action).strip(), "    ").lstrip()
        + "\n"
        for action in actions
    )
    Path("over.yaml").write_text(HEAD + "actions:\n" + body)
    problems = Problems()
    return overlay.apply(load(base), load("over.yaml", kind="overlay"), problems), (
        problems
    )


def overlaid_tree(*actions: str) -> Any:
    """Return the resulting tree; the actions must cause no problems."""
    document, problems = apply(*actions)
    assert problems.items == []
    return document.tree


def overlay_problems(*actions: str) -> list[str]:
    return [str(problem) for problem in apply(*actions)[1].items]


def test_update_merges_objects_and_replaces_primitives() -> None:
    tree = overlaid_tree("""
        target: $
        update: {info: {title: New, contact: {name: Me}}, x-more: [1]}
        """)
    assert tree["info"] == {"title": "New", "version": "1", "contact": {"name": "Me"}}
    assert tree["x-more"] == [1]
    assert list(tree)[:2] == ["openapi", "info"]


def test_update_appends_to_arrays() -> None:
    tree = overlaid_tree(
        "{target: $.tags, update: {name: d}}",
        "{target: $.tags, update: [{name: e}, {name: f}]}",
        "{target: '$.paths[\"/items\"].get', update: {tags: [z]}}",
        "{target: '$.paths[\"/items\"].get.tags', update: y}",
    )
    assert [tag["name"] for tag in tree["tags"]] == list("abcdef")
    assert tree["paths"]["/items"]["get"]["tags"] == ["a", "dummy", "z", "y"]


def test_update_replaces_primitives() -> None:
    assert overlaid_tree("{target: $.info.title, update: 7}")["info"]["title"] == 7
    assert (
        overlaid_tree("{target: '$.tags[*].name', update: x}")["tags"]
        == [{"name": "x"}] * 3
    )


def test_update_of_several_nodes_copies_the_value() -> None:
    tree = overlaid_tree(
        "{target: '$.paths.*.*', update: {x-a: {n: 1}}}",
        "{target: '$.paths[\"/items\"].get.x-a', update: {n: 2}}",
    )
    assert tree["paths"]["/items"]["get"]["x-a"] == {"n": 2}
    assert tree["paths"]["/some"]["delete"]["x-a"] == {"n": 1}


def test_remove() -> None:
    tree = overlaid_tree(
        "{target: '$.tags[?@.name != \"b\"]', remove: true}",
        '{target: \'$.paths["/items"].get.tags[?@ == "dummy"]\', remove: true}',
        "{target: '$.paths[\"/some\"]', remove: true}",
        "{target: '$.info.version', remove: true, update: ignored}",
    )
    assert tree["tags"] == [{"name": "b"}]
    assert tree["paths"]["/items"]["get"]["tags"] == ["a"]
    assert list(tree["paths"]) == ["/items"]
    assert tree["info"] == {"title": "Base"}


def test_remove_nested_nodes() -> None:
    assert "tags" not in overlaid_tree('{target: \'$["tags", "tags"]\', remove: true}')
    tree = overlaid_tree("{target: '$..description', remove: true}")
    assert tree["paths"]["/items"]["get"]["responses"] == {"200": {}}
    assert overlaid_tree("{target: '$.paths..*', remove: true}")["paths"] == {}


def test_actions_are_applied_in_order() -> None:
    tree = overlaid_tree(
        "{target: $.tags, remove: true}",
        "{target: $, update: {tags: [{name: new}]}}",
        "{target: '$.tags[0]', update: {x: 1}}",
    )
    assert tree["tags"] == [{"name": "new", "x": 1}]


def test_copy_and_move() -> None:
    tree = overlaid_tree(
        "{target: '$.paths[\"/some\"]', copy: '$.paths[\"/items\"]'}",
        "{target: $.paths, update: {/new: {}}}",
        "{target: '$.paths[\"/new\"]', copy: '$.paths[\"/items\"]'}",
        "{target: '$.paths[\"/items\"]', remove: true}",
        "{target: '$.paths[\"/new\"].get', update: {x: 1}}",
    )
    assert list(tree["paths"]) == ["/some", "/new"]
    assert list(tree["paths"]["/some"]) == ["delete", "get"]
    assert "x" not in tree["paths"]["/some"]["get"]


def test_aliased_values_are_changed_independently() -> None:
    Path("base.yaml").write_text("a: &a {n: 1}\nb: *a\n")
    assert overlaid_tree("{target: $.a, update: {n: 2}}") == {
        "a": {"n": 2},
        "b": {"n": 1},
    }


def test_original_document_is_unchanged() -> None:
    before = load("base.yaml")
    again = json.dumps(before.tree)
    Path("over.yaml").write_text(HEAD + "actions: [{target: $.tags, remove: true}]")
    overlay.apply(before, load("over.yaml", kind="overlay"), Problems())
    assert json.dumps(before.tree) == again
    assert str(before.position(("tags", 2))) == "base.yaml:6:5"


def test_values_keep_their_position() -> None:
    document, _ = apply(
        "{target: '$.tags[0]', remove: true}",
        "{target: $.tags, update: [{name: d}]}",
        "{target: $, update: {info: {title: New, license: {name: MIT}}}}",
        "{target: '$.paths[\"/some\"]', copy: '$.paths[\"/items\"]'}",
    )
    positions = {
        "moved": document.position(("tags", 0, "name")),
        "appended": document.position(("tags", 2, "name")),
        "replaced": document.position(("info", "title")),
        "kept": document.position(("info", "version")),
        "added": document.position(("info", "license", "name")),
        "added key": document.position(("info", "license"), key=True),
        "copied": document.position(("paths", "/some", "get", "tags", 1)),
        "not there": document.position(("info", "license", "url")),
        "root": document.position(()),
    }
    assert {name: str(position) for name, position in positions.items()} == {
        "moved": "base.yaml:5:11",
        "appended": "over.yaml:5:38",
        "replaced": "over.yaml:6:40",
        "kept": "base.yaml:2:30",
        "added": "over.yaml:6:61",
        "added key": "over.yaml:6:45",
        "copied": "base.yaml:10:17",
        "not there": "over.yaml:6:54",
        "root": "base.yaml:1:1",
    }
    assert document.excerpt(("info", "title"), 6)[1] == (
        6,
        "  - {target: $, update: {info: {title: New, license: {name: MIT}}}}",
    )


def test_second_overlay_applies_to_the_result_of_the_first() -> None:
    first, _ = apply("{target: $.tags, update: {name: d}}")
    Path("two.yaml").write_text(
        HEAD + "actions:\n  - {target: '$.tags[3]', update: {x: 1}}\n"
    )
    second = overlay.apply(first, load("two.yaml", kind="overlay"), Problems())
    assert second.tree["tags"][3] == {"name": "d", "x": 1}
    assert str(second.position(("tags", 3, "name"))).startswith("over.yaml:4:")
    assert str(second.position(("tags", 3, "x"))).startswith("two.yaml:4:")
    assert first.tree["tags"][3] == {"name": "d"}


def test_target_without_match_is_a_warning() -> None:
    assert overlay_problems("{target: $.nowhere, update: {a: 1}}") == [
        "over.yaml:4:14: warning: target '$.nowhere' matches nothing; action ignored [unmatched-target]"
    ]


@pytest.mark.parametrize(
    ("action", "column", "message"),
    [
        ("{target: 'paths', remove: true}", "14", "'paths' is not a valid JSONPath: e"),
        ("{target: '$.x[', remove: true}", "14", "'$.x[' is not a valid JSONPath: un"),
        ("{target: '', remove: true}", "14", "'' is not a valid JSONPath: exp"),
        (
            "{target: '$.a | $.b', remove: true}",
            "14",
            "'$.a | $.b' is not a valid JSON",
        ),
        ("{target: $, copy: '$.', }", "23", "'$.' is not a valid JSONPath"),
        ("{target: $, remove: true}", "14", "cannot remove the root of the document"),
        (
            "{target: $, update: 1}",
            "25",
            "cannot merge a primitive value into an object",
        ),
        (
            "{target: $, update: {info: {title: {}}}}",
            "40",
            "cannot merge an object into a primitive value",
        ),
        (
            "{target: $, update: {tags: {}}}",
            "32",
            "cannot merge an object into an array",
        ),
        (
            "{target: $, update: {info: null}}",
            "32",
            "cannot merge a primitive value into an object",
        ),
        (
            "{target: $.info.title, update: {}}",
            "36",
            "cannot merge an object into a primitive value",
        ),
        (
            "{target: '$.*', update: {}}",
            "29",
            "target must select nodes of one type, got a primitive value and an",
        ),
        (
            "{target: $, copy: '$.tags[*]'}",
            "23",
            "'$.tags[*]' must select one node, got 3",
        ),
        (
            "{target: $, copy: '$.none'}",
            "23",
            "'$.none' must select one node, got 0",
        ),
        ("{update: {}}", "5", "`target` is missing from this action"),
        ("{target: $.info}", "5", "this action has no effect"),
        ("{target: $.info, remove: false}", "5", "this action has no effect"),
        (
            "{target: $.info, remove: 1}",
            "30",
            "`remove` must be a boolean, got a number",
        ),
        ("{target: 1, remove: true}", "14", "`target` must be a string, got a number"),
        ("{target: $.info, copy: 1}", "28", "`copy` must be a string, got a number"),
        (
            "{target: $.info, copy: $, update: 1}",
            "5",
            "`update` and `copy` cannot be used in the same action",
        ),
        ("{target: $.info, updaet: 1, remove: true}", "30", "unknown key `updaet`"),
        ("text", "5", "an action must be an object, got a string"),
    ],
)
def test_invalid_action_is_reported_at_its_position(
    action: str, column: str, message: str
) -> None:
    (problem,) = overlay_problems(action)
    assert problem.startswith(f"over.yaml:4:{column}: error: {message}")


def test_valid_actions_are_applied_despite_invalid_ones() -> None:
    document, problems = apply(
        "{target: x, remove: true}",
        "{target: $.info, update: {title: New}, x-why: because}",
        "{remove: true}",
    )
    assert len(problems.errors) == 2
    assert document.tree["info"]["title"] == "New"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("overlay: 1.0.0\ninfo: {}\n", "1:1: error: `actions` is missing"),
        ("overlay: 1.0.0\ninfo: {}\nactions: {}", "3:10: error: `actions` must be"),
        ("overlay: 1.0.0\ninfo: {}\nactions: []", "3:10: error: `actions` must be"),
        ("info: {}\nactions: [1]", "1:1: error: `overlay` is missing"),
        (
            "overlay: 2.0.0\ninfo: {}",
            "1:10: error: unsupported Overlay version '2.0.0'",
        ),
        ("overlay: 1.0.0\nactions: [1]", "1:1: error: `info` is missing"),
        (
            "overlay: 1.0.0\ninfo: 1",
            "2:7: error: `info` must be an object, got a number",
        ),
        ("overlay: 1.0.0\ninfo: {}\naction: []", "3:9: error: unknown key `action`"),
        ('{"overlay": "1.0.0", "info": {}}', "1:1: error: `actions` is missing"),
    ],
)
def test_invalid_overlay_is_reported_at_its_position(text: str, expected: str) -> None:
    Path("over.yaml").write_text(text)
    problems = Problems()
    overlay.apply(load("base.yaml"), load("over.yaml", kind="overlay"), problems)
    lines = [str(problem) for problem in problems.items]
    assert any(line.startswith(f"over.yaml:{expected}") for line in lines), lines


@pytest.mark.parametrize("first", ["{x: {}}", "{x: []}"])
def test_repeated_copies_are_limited(first: str) -> None:
    copies = ["{target: $.x, copy: $}"] * 120
    (problem,) = overlay_problems(f"{{target: $, update: {first}}}", *copies)
    assert "exceeds 100 levels" in problem


SPEC = """openapi: 3.1.0
info: {title: Case, version: '1'}
paths: {}
components:
  schemas:
    Thing: {type: object, properties: {a: {type: string}}}
"""
RENAME = """overlay: 1.0.0
info: {title: T, version: '1'}
actions:
  - {target: $.components.schemas, update: {Other: {type: object}}}
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture
def project(folder: Path) -> Path:
    (folder / "acme.yaml").write_text(SPEC)
    (folder / "over.yaml").write_text(RENAME)
    (folder / "specpress.toml").write_text('spec = "acme.yaml"\noutput = "out"\n')
    return folder


def test_overlay_option_applies_several_overlays(project: Path) -> None:
    Path("two.yaml").write_text(
        RENAME.replace("schemas, update: {Other", "schemas.Other, update: {title")
        .replace("{type: object}}", "Named}")
        .replace("title: T", "title: U")
    )
    result = run("generate", "--overlay", "over.yaml", "--overlay", "two.yaml")
    assert result.exit_code == 0, result.output
    assert (project / "out/case_client/models/other.py").exists()
    assert (
        run("check", "--overlay", "over.yaml", "--overlay", "two.yaml").exit_code == 0
    )
    assert run("check").exit_code == 1


def test_overlays_in_settings_are_relative_to_the_settings_file(
    project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    config = project / "specpress.toml"
    config.write_text(config.read_text() + 'overlays = ["over.yaml"]\n')
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert run("generate", "--config", str(config)).exit_code == 0
    assert run("check", "--config", str(config)).exit_code == 0
    over = project / "over.yaml"
    over.write_text(RENAME.replace("Other", "Another"))
    result = run("check", "--config", str(config))
    assert "missing case_client/models/another.py (cause: document)" in result.output
    over.write_text(RENAME + "# a remark\n")
    result = run("check", "--config", str(config))
    assert "changed specpress.lock (cause: document)" in result.output


def test_settings_do_not_apply_to_another_document(
    project: Path,
) -> None:
    Path("specpress.toml").write_text(
        'spec = "acme.yaml"\noutput = "out"\npackage = "acme"\noverlays = ["over.yaml"]\n'
    )
    Path("other.yaml").write_text(SPEC)
    assert run("generate", "other.yaml", "--strict").exit_code == 0
    assert not Path("out").exists()
    manifest = json.loads(Path("generated/specpress.lock").read_text())
    assert any(path.startswith("case_client/") for path in manifest["files"])
    assert run("generate", "./acme.yaml").exit_code == 0
    assert Path("out/acme").is_dir()


def test_output_is_independent_of_the_working_directory(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("generate", "--overlay", "over.yaml").exit_code == 0
    monkeypatch.chdir(project.parent)
    options = ("--config", str(project / "specpress.toml"))
    result = run("check", *options, "--overlay", str(project / "over.yaml"))
    assert result.exit_code == 0, result.output


def test_problem_in_an_overlay_value_has_its_position_in_the_overlay(
    project: Path,
) -> None:
    Path("over.yaml").write_text(
        RENAME.replace("{type: object}", "{$ref: '#/components/schemas/Nowhere'}")
    )
    result = run("generate", "--strict", "--overlay", "over.yaml")
    assert result.exit_code == 1
    assert "over.yaml:4:52: error" in result.output
    assert (
        "target of $ref '#/components/schemas/Nowhere' does not exist" in result.output
    )
    assert "      4 │   - " in result.output


def test_overlay_warning_continues_and_error_stops(project: Path) -> None:
    Path("over.yaml").write_text(RENAME.replace("$.components.schemas", "$.nothing"))
    result = run("generate", "--overlay", "over.yaml")
    assert result.exit_code == 0
    assert "over.yaml:4:14: warning: target '$.nothing'" in result.output
    Path("over.yaml").write_text(RENAME.replace("$.components.schemas", "nothing"))
    result = run("generate", "--overlay", "over.yaml", "-o", "other")
    assert result.exit_code == 1
    assert not (project / "other").exists()


def test_settings_are_defaults_of_the_client(project: Path) -> None:
    lines = 'send-read-only = "always"\nnaive-datetimes = "utc"'
    (project / "specpress.toml").write_text(f'spec = "acme.yaml"\n{lines}\n')
    assert run("generate").exit_code == 0
    (client,) = (project / "generated").glob("*/_client.py")
    text = client.read_text("utf-8")
    assert text.count('send_read_only: SendReadOnly = "always"') == 2
    assert text.count('naive_datetimes: NaiveDatetimes = "utc"') == 2
