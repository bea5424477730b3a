"""Overlays: what each action does, where what came of it stands, and how a wrong overlay is told."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from specpress import overlay
from specpress.cli import main
from specpress.load import Document, load
from specpress.problems import Problems

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


def lay(*actions: str, base: str = "base.yaml") -> tuple[Document, Problems]:
    """Lay the actions over the base; each is the body of one entry of `actions`."""
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


def laid(*actions: str) -> Any:
    """The tree, where nothing is to be told."""
    document, problems = lay(*actions)
    assert problems.items == []
    return document.tree


def told(*actions: str) -> list[str]:
    return [str(problem) for problem in lay(*actions)[1].items]


def test_update_merges_objects_and_replaces_primitives() -> None:
    tree = laid("""
        target: $
        update: {info: {title: New, contact: {name: Me}}, x-more: [1]}
        """)
    assert tree["info"] == {"title": "New", "version": "1", "contact": {"name": "Me"}}
    assert tree["x-more"] == [1]
    assert list(tree)[:2] == ["openapi", "info"]


def test_update_concatenates_arrays_and_appends_what_is_none() -> None:
    tree = laid(
        "{target: $.tags, update: {name: d}}",
        "{target: $.tags, update: [{name: e}, {name: f}]}",
        "{target: '$.paths[\"/items\"].get', update: {tags: [z]}}",
        "{target: '$.paths[\"/items\"].get.tags', update: y}",
    )
    assert [tag["name"] for tag in tree["tags"]] == list("abcdef")
    assert tree["paths"]["/items"]["get"]["tags"] == ["a", "dummy", "z", "y"]


def test_update_of_a_primitive_replaces_it() -> None:
    assert laid("{target: $.info.title, update: 7}")["info"]["title"] == 7
    assert laid("{target: '$.tags[*].name', update: x}")["tags"] == [{"name": "x"}] * 3


def test_update_of_many_gives_each_its_own() -> None:
    tree = laid(
        "{target: '$.paths.*.*', update: {x-a: {n: 1}}}",
        "{target: '$.paths[\"/items\"].get.x-a', update: {n: 2}}",
    )
    assert tree["paths"]["/items"]["get"]["x-a"] == {"n": 2}
    assert tree["paths"]["/some"]["delete"]["x-a"] == {"n": 1}


def test_remove() -> None:
    tree = laid(
        "{target: '$.tags[?@.name != \"b\"]', remove: true}",
        '{target: \'$.paths["/items"].get.tags[?@ == "dummy"]\', remove: true}',
        "{target: '$.paths[\"/some\"]', remove: true}",
        "{target: '$.info.version', remove: true, update: ignored}",
    )
    assert tree["tags"] == [{"name": "b"}]
    assert tree["paths"]["/items"]["get"]["tags"] == ["a"]
    assert list(tree["paths"]) == ["/items"]
    assert tree["info"] == {"title": "Base"}


def test_remove_of_what_lies_in_what_is_removed() -> None:
    assert "tags" not in laid('{target: \'$["tags", "tags"]\', remove: true}')
    tree = laid("{target: '$..description', remove: true}")
    assert tree["paths"]["/items"]["get"]["responses"] == {"200": {}}
    assert laid("{target: '$.paths..*', remove: true}")["paths"] == {}


def test_actions_are_done_in_order() -> None:
    tree = laid(
        "{target: $.tags, remove: true}",
        "{target: $, update: {tags: [{name: new}]}}",
        "{target: '$.tags[0]', update: {x: 1}}",
    )
    assert tree["tags"] == [{"name": "new", "x": 1}]


def test_copy_and_move() -> None:
    tree = laid(
        "{target: '$.paths[\"/some\"]', copy: '$.paths[\"/items\"]'}",
        "{target: $.paths, update: {/new: {}}}",
        "{target: '$.paths[\"/new\"]', copy: '$.paths[\"/items\"]'}",
        "{target: '$.paths[\"/items\"]', remove: true}",
        "{target: '$.paths[\"/new\"].get', update: {x: 1}}",
    )
    assert list(tree["paths"]) == ["/some", "/new"]
    assert list(tree["paths"]["/some"]) == ["delete", "get"]
    assert "x" not in tree["paths"]["/some"]["get"]


def test_what_an_alias_repeats_is_changed_once() -> None:
    Path("base.yaml").write_text("a: &a {n: 1}\nb: *a\n")
    assert laid("{target: $.a, update: {n: 2}}") == {"a": {"n": 2}, "b": {"n": 1}}


def test_the_document_itself_is_not_changed() -> None:
    before = load("base.yaml")
    again = json.dumps(before.tree)
    Path("over.yaml").write_text(HEAD + "actions: [{target: $.tags, remove: true}]")
    overlay.apply(before, load("over.yaml", kind="overlay"), Problems())
    assert json.dumps(before.tree) == again
    assert str(before.place(("tags", 2))) == "base.yaml:6:5"


def test_each_value_keeps_the_place_where_it_is_written() -> None:
    document, _ = lay(
        "{target: '$.tags[0]', remove: true}",
        "{target: $.tags, update: [{name: d}]}",
        "{target: $, update: {info: {title: New, license: {name: MIT}}}}",
        "{target: '$.paths[\"/some\"]', copy: '$.paths[\"/items\"]'}",
    )
    place = {
        "moved": document.place(("tags", 0, "name")),
        "appended": document.place(("tags", 2, "name")),
        "replaced": document.place(("info", "title")),
        "kept": document.place(("info", "version")),
        "added": document.place(("info", "license", "name")),
        "added key": document.place(("info", "license"), key=True),
        "copied": document.place(("paths", "/some", "get", "tags", 1)),
        "not there": document.place(("info", "license", "url")),
        "root": document.place(()),
    }
    assert {name: str(found) for name, found in place.items()} == {
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


def test_a_second_overlay_sees_and_keeps_the_first() -> None:
    first, _ = lay("{target: $.tags, update: {name: d}}")
    Path("two.yaml").write_text(
        HEAD + "actions:\n  - {target: '$.tags[3]', update: {x: 1}}\n"
    )
    second = overlay.apply(first, load("two.yaml", kind="overlay"), Problems())
    assert second.tree["tags"][3] == {"name": "d", "x": 1}
    assert str(second.place(("tags", 3, "name"))).startswith("over.yaml:4:")
    assert str(second.place(("tags", 3, "x"))).startswith("two.yaml:4:")
    assert first.tree["tags"][3] == {"name": "d"}


def test_a_target_that_matches_nothing_is_a_warning_with_its_place() -> None:
    assert told("{target: $.nowhere, update: {a: 1}}") == [
        "over.yaml:4:14: warning: the target '$.nowhere' matches nothing"
    ]


@pytest.mark.parametrize(
    ("action", "place", "message"),
    [
        ("{target: 'paths', remove: true}", "14", "'paths' is not a JSONPath: expect"),
        ("{target: '$.x[', remove: true}", "14", "'$.x[' is not a JSONPath: unexpec"),
        ("{target: '', remove: true}", "14", "'' is not a JSONPath: expected"),
        ("{target: '$.a | $.b', remove: true}", "14", "'$.a | $.b' is not a JSONPath"),
        ("{target: $, copy: '$.', }", "23", "'$.' is not a JSONPath"),
        ("{target: $, remove: true}", "14", "the whole document cannot be removed"),
        ("{target: $, update: 1}", "25", "a primitive value cannot be merged into an"),
        (
            "{target: $, update: {info: {title: {}}}}",
            "40",
            "an object cannot be merged",
        ),
        (
            "{target: $, update: {tags: {}}}",
            "32",
            "an object cannot be merged into an ",
        ),
        ("{target: $, update: {info: null}}", "32", "a primitive value cannot be merg"),
        ("{target: $.info.title, update: {}}", "36", "an object cannot be merged into"),
        (
            "{target: '$.*', update: {}}",
            "29",
            "the target selects a primitive value an",
        ),
        ("{target: $, copy: '$.tags[*]'}", "23", "'$.tags[*]' must select one node to"),
        (
            "{target: $, copy: '$.none'}",
            "23",
            "'$.none' must select one node to copy, n",
        ),
        ("{update: {}}", "5", "this action has no `target`"),
        ("{target: $.info}", "5", "this action does nothing"),
        ("{target: $.info, remove: false}", "5", "this action does nothing"),
        ("{target: $.info, remove: 1}", "30", "`remove` must be true or false"),
        ("{target: 1, remove: true}", "14", "`target` must be a JSONPath"),
        ("{target: $.info, copy: 1}", "28", "`copy` must be a JSONPath"),
        (
            "{target: $.info, copy: $, update: 1}",
            "5",
            "`update` and `copy` cannot stan",
        ),
        ("{target: $.info, updaet: 1, remove: true}", "30", "unknown key 'updaet'"),
        ("text", "5", "an action must be a mapping"),
    ],
)
def test_a_wrong_action_is_told_at_its_place(
    action: str, place: str, message: str
) -> None:
    found = told(action)
    assert len(found) == 1
    assert found[0].startswith(f"over.yaml:4:{place}: error: {message}")


def test_all_wrong_actions_are_told_and_the_others_are_done() -> None:
    document, problems = lay(
        "{target: x, remove: true}",
        "{target: $.info, update: {title: New}, x-why: because}",
        "{remove: true}",
    )
    assert len(problems.errors) == 2
    assert document.tree["info"]["title"] == "New"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("overlay: 1.0.0\ninfo: {}\n", "1:1: error: the key `actions` is missing"),
        ("overlay: 1.0.0\ninfo: {}\nactions: {}", "3:10: error: `actions` must be"),
        ("overlay: 1.0.0\ninfo: {}\nactions: []", "3:10: error: `actions` must be"),
        ("info: {}\nactions: [1]", "1:1: error: the key `overlay` is missing"),
        ("overlay: 2.0.0\ninfo: {}", "1:10: error: unknown Overlay version '2.0.0'"),
        ("overlay: 1.0.0\nactions: [1]", "1:1: error: the key `info` is missing"),
        ("overlay: 1.0.0\ninfo: 1", "2:7: error: `info` must be a mapping"),
        ("overlay: 1.0.0\ninfo: {}\naction: []", "3:9: error: unknown key 'action'"),
        ('{"overlay": "1.0.0", "info": {}}', "1:1: error: the key `actions` is"),
    ],
)
def test_a_wrong_overlay_is_told_at_its_place(text: str, expected: str) -> None:
    Path("over.yaml").write_text(text)
    problems = Problems()
    overlay.apply(load("base.yaml"), load("over.yaml", kind="overlay"), problems)
    found = [str(problem) for problem in problems.items]
    assert any(line.startswith(f"over.yaml:{expected}") for line in found), found


@pytest.mark.parametrize("first", ["{x: {}}", "{x: []}"])
def test_copies_into_themselves_do_not_grow_without_end(first: str) -> None:
    again = ["{target: $.x, copy: $}"] * 120
    found = told(f"{{target: $, update: {first}}}", *again)
    assert len(found) == 1
    assert "values deep" in found[0]


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


def test_the_option_lays_overlays_over_the_document(project: Path) -> None:
    Path("two.yaml").write_text(
        RENAME.replace("schemas, update: {Other", "schemas.Other, update: {title")
        .replace("{type: object}}", "Named}")
        .replace("title: T", "title: U")
    )
    result = run("generate", "--overlay", "over.yaml", "--overlay", "two.yaml")
    assert result.exit_code == 0, result.output
    assert (project / "out/acme_client/models/other.py").exists()
    assert (
        run("check", "--overlay", "over.yaml", "--overlay", "two.yaml").exit_code == 0
    )
    assert run("check").exit_code == 1


def test_the_config_names_overlays_beside_it_and_a_change_of_one_is_named(
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
    assert "missing acme_client/models/another.py by the document" in result.output
    over.write_text(RENAME + "# a remark\n")
    result = run("check", "--config", str(config))
    assert "changed specpress.lock by the document" in result.output


def test_what_the_settings_say_of_their_document_is_not_said_of_another(
    project: Path,
) -> None:
    Path("specpress.toml").write_text(
        'spec = "acme.yaml"\noutput = "out"\npackage = "acme"\noverlays = ["over.yaml"]\n'
    )
    Path("other.yaml").write_text(SPEC)
    assert run("generate", "other.yaml", "--strict").exit_code == 0
    assert not Path("out").exists()
    manifest = json.loads(Path("generated/specpress.lock").read_text())
    assert any(path.startswith("other_client/") for path in manifest["files"])
    assert run("generate", "./acme.yaml").exit_code == 0
    assert Path("out/acme").is_dir()


def test_the_output_does_not_depend_on_the_folder_it_is_made_in(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("generate", "--overlay", "over.yaml").exit_code == 0
    monkeypatch.chdir(project.parent)
    where = ("--config", str(project / "specpress.toml"))
    result = run("check", *where, "--overlay", str(project / "over.yaml"))
    assert result.exit_code == 0, result.output


def test_a_fault_that_an_overlay_brings_is_shown_in_the_overlay(project: Path) -> None:
    Path("over.yaml").write_text(
        RENAME.replace("{type: object}", "{$ref: '#/components/schemas/Nowhere'}")
    )
    result = run("generate", "--strict", "--overlay", "over.yaml")
    assert result.exit_code == 1
    assert "over.yaml:4:52: error" in result.output
    assert "the reference '#/components/schemas/Nowhere' leads nowhere" in result.output
    assert "      4 │   - " in result.output


def test_a_warning_does_not_stop_and_an_error_writes_nothing(project: Path) -> None:
    Path("over.yaml").write_text(RENAME.replace("$.components.schemas", "$.nothing"))
    result = run("generate", "--overlay", "over.yaml")
    assert result.exit_code == 0
    assert "over.yaml:4:14: warning: the target '$.nothing'" in result.output
    Path("over.yaml").write_text(RENAME.replace("$.components.schemas", "nothing"))
    result = run("generate", "--overlay", "over.yaml", "-o", "other")
    assert result.exit_code == 1
    assert not (project / "other").exists()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('overlays = "over.yaml"', "overlays must be a list of paths"),
        ("overlays = [1]", "overlays must be a list of paths"),
        ('allow-http = "yes"', "allow-http must be true or false"),
        ("output = 1", "output must be text"),
    ],
)
def test_wrong_settings_end_with_two(project: Path, line: str, told: str) -> None:
    (project / "specpress.toml").write_text(f'spec = "acme.yaml"\n{line}\n')
    result = run("generate")
    assert result.exit_code == 2
    assert told in result.output
