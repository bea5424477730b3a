"""Loading YAML and JSON: trees, positions, and files that are malformed or hostile."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import pytest

from specpress.document.json_reader import MAX_DEPTH
from specpress.document.load import Document, load
from specpress.document.problems import DocumentError, Step

DEEP_NESTING = 200_000


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(text: str | bytes, name: str = "doc.yaml") -> Document:
    Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return load(name)


def load_error(text: str | bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        read(text)
    return str(caught.value)


def test_yaml_1_2_scalars() -> None:
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


def test_timestamps_are_strings() -> None:
    tree = read("a: 2026-10-01\nb: 2026-10-01T08:00:06Z\n").tree
    assert tree == {"a": "2026-10-01", "b": "2026-10-01T08:00:06Z"}


@pytest.mark.parametrize("number", ["1e400", "-1e400", "9" * 5000])
@pytest.mark.parametrize("form", ["a: {}", '{{"a": {}}}'])
def test_number_beyond_float_range_is_kept_as_text(number: str, form: str) -> None:
    assert read(form.format(number)).tree == {"a": number}


def test_infinity_and_nan_are_kept_as_text() -> None:
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
def test_byte_order_mark_selects_encoding(
    encoding: str, mark: bytes, text: str
) -> None:
    assert read(mark + text.encode(encoding)).tree == {"a": "grün"}


def test_undecodable_byte_is_rejected_at_its_position() -> None:
    assert load_error("a: 1\nb: grün".encode("latin-1")) == (
        "doc.yaml:2:6: error: doc.yaml is not valid UTF-8 [wrong-encoding]"
    )
    message = load_error(codecs.BOM_UTF16_LE + "a: 1".encode("utf-16-le") + b"\0")
    assert (
        message == "doc.yaml:1:5: error: doc.yaml is not valid UTF-16 [wrong-encoding]"
    )


def test_control_character_is_rejected_at_its_position() -> None:
    assert load_error("a: 1\nb: x\x00y\n").startswith("doc.yaml:2:5: error: not valid")


JSON = '{\n\t"a": {"b": [1, {"\\ud83d\\ude00": 2}]},\n\t"c": []\n}'
YAML = "a:\n  b:\n    - 1\n    - 😀: 2\nc: []\n"
POSITIONS: list[tuple[tuple[Step, ...], bool, tuple[int, int], tuple[int, int]]] = [
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


@pytest.mark.parametrize(("path", "key", "in_json", "in_yaml"), POSITIONS)
def test_position_of_each_value(
    path: tuple[Step, ...],
    key: bool,
    in_json: tuple[int, int],
    in_yaml: tuple[int, int],
) -> None:
    for text, expected in ((JSON, in_json), (YAML, in_yaml)):
        position = read(text).position(path, key=key)
        assert (position.line, position.column) == expected


def test_json_that_is_not_valid_yaml() -> None:
    document = read('{"a": "\\ud83d\\ude00", "b": "\x7f", "c":\t1}')
    assert document.tree == {"a": "😀", "b": "\x7f", "c": 1}
    assert document.position(("c",)).column == 38


def test_unpaired_surrogate_is_replaced_with_a_warning() -> None:
    document = read('{"a": "\\\\ud800",\n "b": "x\\udc00"}')
    assert document.tree == {"a": "\\ud800", "b": "x\ufffd"}
    assert [str(warning) for warning in document.warnings] == [
        "doc.yaml:2:9: warning: unpaired surrogate \\udc00; read as \\ufffd [unpaired-surrogate]"
    ]
    assert read('{"a": "[\\\\ud800-\\\\udbff]"}').tree == {"a": r"[\ud800-\udbff]"}


def test_flow_yaml_that_looks_like_json() -> None:
    document = read("{a: 1,\t# one\n b: [2]}")
    assert document.tree == {"a": 1, "b": [2]}
    assert str(document.position(("b", 0))) == "doc.yaml:2:6"


def test_neither_json_nor_yaml_reports_the_json_error() -> None:
    assert load_error('{"a": 1,\n "b" 2}') == (
        "doc.yaml:2:6: error: not valid JSON: Expecting ':' delimiter [invalid-json]"
    )


@pytest.mark.parametrize(
    ("text", "positions", "last"),
    [
        ("a: 1\nb: {c: 1, c: 2}\na: 2\n", ["2:11", "3:1"], "3:1"),
        (
            '{"a": 1,\n "b": [{"c": 1, "\\u0063": 2}],\n "a": 2}',
            ["3:2", "2:17"],
            "3:2",
        ),
    ],
)
def test_duplicate_keys_are_reported_and_the_last_is_used(
    text: str, positions: list[str], last: str
) -> None:
    document = read(text)
    assert [str(warning.position) for warning in document.warnings] == [
        f"doc.yaml:{position}" for position in positions
    ]
    assert all(warning.excerpt for warning in document.warnings)
    assert document.tree["a"] == 2
    assert f"doc.yaml:{last}" == str(document.position(("a",), key=True))


def test_explicit_keys_override_merged_keys() -> None:
    tree = read(
        "x: &x {a: 1, b: 1}\ny: &y {b: 2, c: 2}\n"
        "one: {<<: *x, a: 3}\ntwo: {a: 3, <<: [*x, *y]}\nthree: {'<<': 1}\n"
    ).tree
    assert tree["one"] == {"a": 3, "b": 1}
    assert tree["two"] == {"a": 3, "b": 1, "c": 2}
    assert tree["three"] == {"<<": 1}


def test_aliased_values_are_copies() -> None:
    tree = read("a: &a {b: [1]}\nc: *a\n").tree
    assert tree["c"] == {"b": [1]}
    assert tree["c"] is not tree["a"]


def test_position_of_an_aliased_value_is_its_anchor() -> None:
    document = read("a: &a\n  b: 1\nc: *a\n")
    assert str(document.position(("c", "b"))) == "doc.yaml:2:6"


BILLION_LAUGHS = ["a0: &a0 [" + ", ".join(["ha"] * 9) + "]"] + [
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)
]
NESTED_MERGES = ["a0: &a0 {x: 1}"] + [
    f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}" for n in range(1, 40)
]


def test_recursive_alias_is_read_as_empty() -> None:
    document = read("a: &a\n  b: *a\nc: &c [1, *c]\n")
    assert document.tree == {"a": {"b": {}}, "c": [1, []]}
    assert [str(warning.position) for warning in document.warnings] == [
        "doc.yaml:1:4",
        "doc.yaml:3:4",
    ]


@pytest.mark.parametrize("lines", [BILLION_LAUGHS, NESTED_MERGES])
def test_exponential_aliases_are_rejected(lines: list[str]) -> None:
    # Without the limit, this would not end.
    message = load_error("\n".join(lines))
    assert message.startswith("doc.yaml:")
    assert "aliases expand to more than" in message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "a: *b\n",
            "doc.yaml:1:4: error: not valid YAML: alias 'b' is used before its anchor is defined",
        ),
        (
            "a: 1\n---\nb: 1\n",
            "doc.yaml:3:1: error: not valid YAML: expected a single document",
        ),
        ("? [a]\n: 1\n", "doc.yaml:1:3: error: a key must be a string"),
        ("", "error: doc.yaml is empty [empty-document]"),
        ("[]", "doc.yaml:1:1: error: doc.yaml is not an OpenAPI document"),
    ],
)
def test_yaml_errors_have_a_position(text: str, message: str) -> None:
    assert load_error(text).startswith(message)


ALIAS_CHAIN = "a0: &a0 [1]\n" + "".join(
    f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 500)
)


@pytest.mark.parametrize(
    ("text", "position"),
    [
        (
            '{"a": ' + "[" * DEEP_NESTING + "]" * DEEP_NESTING + "}",
            f"1:{MAX_DEPTH + 6}",
        ),
        ('{"a":' * DEEP_NESTING + "1" + "}" * DEEP_NESTING, f"1:{5 * MAX_DEPTH + 1}"),
        ("a: " + "[" * DEEP_NESTING + "]" * DEEP_NESTING, "1:"),
        ("a: " + "[" * 500 + "]" * 500, f"1:{MAX_DEPTH + 3}"),
        ("a: " + "{a: " * DEEP_NESTING + "}" * DEEP_NESTING, f"1:{4 * MAX_DEPTH}"),
        ("a:\n " + "- " * DEEP_NESTING + "x", f"2:{2 * MAX_DEPTH}"),
        (
            "".join(f"{' ' * n}a:\n" for n in range(500)),
            f"{MAX_DEPTH + 1}:{MAX_DEPTH + 1}",
        ),
        (ALIAS_CHAIN, ""),
    ],
    ids=["json", "json-keys", "far", "flow", "flow-keys", "dashes", "block", "aliases"],
)
def test_deep_nesting_is_rejected_at_its_position(text: str, position: str) -> None:
    message = load_error(text)
    assert message.startswith(f"doc.yaml:{position}")
    assert "nested too deeply" in message


def test_maximum_depth_is_accepted() -> None:
    tree: object = 1
    for _ in range(MAX_DEPTH):
        tree = {"a": tree}
    text = json.dumps(tree)
    assert read(text).tree == read(text.replace('"', "")).tree == tree
    assert load_error('{"a":' + text + "}").startswith("doc.yaml:1:")
    assert load_error("{b: " + text.replace('"', "") + "}").startswith("doc.yaml:1:")


def test_missing_file() -> None:
    with pytest.raises(DocumentError, match=r"error: none.yaml does not exist"):
        load("none.yaml")
    with pytest.raises(DocumentError, match="cannot read"):
        load("a\0b")


def test_overlay_that_is_not_an_object() -> None:
    Path("o.yaml").write_text("- 1\n")
    with pytest.raises(DocumentError, match="is not an overlay: its root") as caught:
        load("o.yaml", kind="overlay")
    assert "overlay: 1.0.0" in str(caught.value.problems[0].hint)


def test_truncated_document_is_reported_in_its_last_line(
    tmp_path: Path,
) -> None:
    path = tmp_path / "openapi.yaml"
    path.write_text("openapi: 3.1.0\npaths: {", "utf-8")
    with pytest.raises(DocumentError) as caught:
        load(path)
    (problem,) = caught.value.problems
    assert problem.position is not None
    assert (problem.position.line, problem.position.column) == (2, 9)
