"""Loading: trees and places of YAML and JSON, and what a hostile or careless file does not do."""

from __future__ import annotations

import codecs
import json
import time
from pathlib import Path

import pytest

from specpress.jsontext import DEPTH
from specpress.load import Document, load
from specpress.problems import DocumentError, Step

DEEP = 200_000


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(text: str | bytes, name: str = "doc.yaml") -> Document:
    Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return load(name)


def refused(text: str | bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        read(text)
    return str(caught.value)


def test_scalars_are_those_of_yaml_1_2() -> None:
    tree = read(
        "a: yes\nb: 017\nc: 0o17\nd: 0x1F\ne: 1e3\nf: ~\ng: True\nh: '1'\ni: 1:30\n"
    ).tree
    assert tree == {
        "a": "yes",
        "b": 17,
        "c": 15,
        "d": 31,
        "e": 1000.0,
        "f": None,
        "g": True,
        "h": "1",
        "i": "1:30",
    }


def test_timestamps_stay_text() -> None:
    tree = read("a: 2026-10-01\nb: 2026-10-01T08:00:06Z\n").tree
    assert tree == {"a": "2026-10-01", "b": "2026-10-01T08:00:06Z"}


@pytest.mark.parametrize("number", ["1e400", "-1e400", "9" * 5000])
@pytest.mark.parametrize("form", ["a: {}", '{{"a": {}}}'])
def test_a_number_too_great_stays_as_it_is_written(number: str, form: str) -> None:
    assert read(form.format(number)).tree == {"a": number}


def test_what_is_not_a_number_stays_text() -> None:
    assert read("a: .inf\nb: -.INF\nc: .nan\n").tree == {
        "a": ".inf",
        "b": "-.INF",
        "c": ".nan",
    }
    assert read('{"a": NaN, "b": -Infinity}').tree == {"a": "NaN", "b": "-Infinity"}


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-32-be", codecs.BOM_UTF32_BE),
    ],
)
@pytest.mark.parametrize("text", ["a: grün\n", '{"a": "grün"}'])
def test_a_byte_order_mark_names_the_encoding(
    encoding: str, mark: bytes, text: str
) -> None:
    assert read(mark + text.encode(encoding)).tree == {"a": "grün"}


def test_other_encodings_are_refused_at_their_first_byte() -> None:
    assert refused("a: 1\nb: grün".encode("latin-1")) == (
        "doc.yaml:2:6: error: doc.yaml is not UTF-8 text"
    )
    told = refused(codecs.BOM_UTF16_LE + "a: 1".encode("utf-16-le") + b"\0")
    assert told == "doc.yaml:1:5: error: doc.yaml is not UTF-16 text"


def test_a_control_character_is_refused_at_its_place() -> None:
    assert refused("a: 1\nb: x\x00y\n").startswith("doc.yaml:2:5: error: not valid")


JSON = '{\n\t"a": {"b": [1, {"\\ud83d\\ude00": 2}]},\n\t"c": []\n}'
YAML = "a:\n  b:\n    - 1\n    - 😀: 2\nc: []\n"
PLACES: list[tuple[tuple[Step, ...], bool, tuple[int, int], tuple[int, int]]] = [
    ((), False, (1, 1), (1, 1)),
    (("a",), True, (2, 2), (1, 1)),
    (("a", "b"), False, (2, 13), (3, 5)),
    (("a", "b", 0), False, (2, 14), (3, 7)),
    (("a", "b", 1, "😀"), False, (2, 34), (4, 10)),
    (("a", "b", 1, "😀"), True, (2, 18), (4, 7)),
    (("a", "b", 7), False, (2, 13), (3, 5)),
    (("a", "b", 0, "x"), False, (2, 14), (3, 7)),
    (("c", 0), False, (3, 7), (5, 4)),
]


@pytest.mark.parametrize(("path", "key", "in_json", "in_yaml"), PLACES)
def test_every_value_has_its_place(
    path: tuple[Step, ...],
    key: bool,
    in_json: tuple[int, int],
    in_yaml: tuple[int, int],
) -> None:
    for text, expected in ((JSON, in_json), (YAML, in_yaml)):
        place = read(text).place(path, key=key)
        assert (place.line, place.column) == expected


def test_json_that_only_yaml_would_refuse() -> None:
    document = read('{"a": "\\ud83d\\ude00", "b": "\x7f", "c":\t1}')
    assert document.tree == {"a": "😀", "b": "\x7f", "c": 1}
    assert document.place(("c",)).column == 38


def test_half_of_a_character_is_told_and_read_as_none() -> None:
    document = read('{"a": "\\\\ud800",\n "b": "x\\udc00"}')
    assert document.tree == {"a": "\\ud800", "b": "x\ufffd"}
    assert [str(note) for note in document.notes] == [
        "doc.yaml:2:9: warning: \\udc00 is half of a character: it is read as \\ufffd"
    ]
    assert read('{"a": "[\\\\ud800-\\\\udbff]"}').tree == {"a": r"[\ud800-\udbff]"}


def test_flow_yaml_may_look_like_json() -> None:
    document = read("{a: 1,\t# one\n b: [2]}")
    assert document.tree == {"a": 1, "b": [2]}
    assert str(document.place(("b", 0))) == "doc.yaml:2:6"


def test_what_is_neither_json_nor_yaml_is_told_as_json() -> None:
    assert refused('{"a": 1,\n "b" 2}') == (
        "doc.yaml:2:6: error: not valid JSON: Expecting ':' delimiter"
    )


@pytest.mark.parametrize(
    ("text", "places", "last"),
    [
        ("a: 1\nb: {c: 1, c: 2}\na: 2\n", ["2:11", "3:1"], "3:1"),
        (
            '{"a": 1,\n "b": [{"c": 1, "\\u0063": 2}],\n "a": 2}',
            ["3:2", "2:17"],
            "3:2",
        ),
    ],
)
def test_of_a_repeated_key_the_last_counts_and_each_is_told_at_its_place(
    text: str, places: list[str], last: str
) -> None:
    document = read(text)
    assert [str(note.place) for note in document.notes] == [
        f"doc.yaml:{place}" for place in places
    ]
    assert all(note.excerpt for note in document.notes)
    assert document.tree["a"] == 2
    assert f"doc.yaml:{last}" == str(document.place(("a",), key=True))


def test_own_keys_win_over_merged_ones() -> None:
    tree = read(
        "x: &x {a: 1, b: 1}\ny: &y {b: 2, c: 2}\n"
        "one: {<<: *x, a: 3}\ntwo: {a: 3, <<: [*x, *y]}\nthree: {'<<': 1}\n"
    ).tree
    assert tree["one"] == {"a": 3, "b": 1}
    assert tree["two"] == {"a": 3, "b": 1, "c": 2}
    assert tree["three"] == {"<<": 1}


def test_aliases_repeat_without_sharing() -> None:
    tree = read("a: &a {b: [1]}\nc: *a\n").tree
    assert tree["c"] == {"b": [1]}
    assert tree["c"] is not tree["a"]


def test_the_place_of_what_an_alias_repeats_is_its_anchor() -> None:
    document = read("a: &a\n  b: 1\nc: *a\n")
    assert str(document.place(("c", "b"))) == "doc.yaml:2:6"


LAUGHS = ["a0: &a0 [" + ", ".join(["ha"] * 9) + "]"] + [
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)
]
MERGES = ["a0: &a0 {x: 1}"] + [
    f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}" for n in range(1, 40)
]


def test_an_alias_inside_of_what_it_repeats_ends_there() -> None:
    document = read("a: &a\n  b: *a\nc: &c [1, *c]\n")
    assert document.tree == {"a": {"b": {}}, "c": [1, []]}
    assert [str(note.place) for note in document.notes] == [
        "doc.yaml:1:4",
        "doc.yaml:3:4",
    ]


@pytest.mark.parametrize("lines", [LAUGHS, MERGES])
def test_aliases_do_not_explode(lines: list[str]) -> None:
    began = time.perf_counter()
    told = refused("\n".join(lines))
    assert told.startswith("doc.yaml:")
    assert "aliases repeat more than" in told
    assert time.perf_counter() - began < 20


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "a: *b\n",
            "doc.yaml:1:4: error: not valid YAML: the alias 'b' has no anchor before it",
        ),
        (
            "a: 1\n---\nb: 1\n",
            "doc.yaml:3:1: error: not valid YAML: there is a second document",
        ),
        ("? [a]\n: 1\n", "doc.yaml:1:3: error: a key must be text"),
        ("", "doc.yaml:1:1: error: doc.yaml is not an OpenAPI document"),
        ("[]", "doc.yaml:1:1: error: doc.yaml is not an OpenAPI document"),
    ],
)
def test_faults_of_yaml_have_their_place(text: str, told: str) -> None:
    assert refused(text).startswith(told)


CHAIN = "a0: &a0 [1]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 500))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"a": ' + "[" * DEEP + "]" * DEEP + "}", f"1:{DEPTH + 6}"),
        ('{"a":' * DEEP + "1" + "}" * DEEP, f"1:{5 * DEPTH + 1}"),
        ("a: " + "[" * DEEP + "]" * DEEP, "1:"),
        ("a: " + "[" * 500 + "]" * 500, f"1:{DEPTH + 3}"),
        ("a: " + "{a: " * DEEP + "}" * DEEP, f"1:{4 * DEPTH}"),
        ("a:\n " + "- " * DEEP + "x", f"2:{2 * DEPTH}"),
        ("".join(f"{' ' * n}a:\n" for n in range(500)), f"{DEPTH + 1}:{DEPTH + 1}"),
        (CHAIN, ""),
    ],
    ids=["json", "json-keys", "far", "flow", "flow-keys", "dashes", "block", "aliases"],
)
def test_deep_nesting_is_refused_at_its_place(text: str, place: str) -> None:
    told = refused(text)
    assert told.startswith(f"doc.yaml:{place}")
    assert "nested too deeply" in told


def test_what_is_as_deep_as_it_may_be_is_read() -> None:
    tree: object = 1
    for _ in range(DEPTH):
        tree = {"a": tree}
    text = json.dumps(tree)
    assert read(text).tree == read(text.replace('"', "")).tree == tree
    assert refused('{"a":' + text + "}").startswith("doc.yaml:1:")
    assert refused("{b: " + text.replace('"', "") + "}").startswith("doc.yaml:1:")


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(DocumentError, match=r"none.yaml:1:1: .*cannot be read"):
        load("none.yaml")
    with pytest.raises(DocumentError, match="cannot be read"):
        load("a\0b")


def test_what_an_overlay_should_be_is_said() -> None:
    Path("o.yaml").write_text("- 1\n")
    with pytest.raises(DocumentError, match="is not an overlay: its root") as caught:
        load("o.yaml", kind="overlay")
    assert "overlay: 1.0.0" in str(caught.value.problems[0].hint)


def test_a_text_that_ends_too_early_is_at_fault_in_its_last_line(
    tmp_path: Path,
) -> None:
    path = tmp_path / "openapi.yaml"
    path.write_text("openapi: 3.1.0\npaths: {", "utf-8")
    with pytest.raises(DocumentError) as caught:
        load(path)
    (problem,) = caught.value.problems
    assert problem.place is not None
    assert (problem.place.line, problem.place.column) == (2, 9)
