"""Positions in TOML, compared with the places at which a text was written."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specpress.config.toml_positions import TomlPositions
from specpress.document.json_reader import line_and_column
from specpress.document.problems import Step

SPACE = st.sampled_from(["", " ", "\t "])
BLANK = st.sampled_from(["", " ", "\n", " # ] } \" ' [ =\n\t"])
# Texts that a scanner could mistake for the end of a value.
SCALARS = [
    *("{}", "-{}.5e3", "0x{}"),
    *('"a]{}\\"b"', "'}}{}\\'", '"""\n"{}"" # \\""""', "'''[{}''\n'''''"),
]
KEYS = ["{}", '"{}.\\u00e9"', "'{} ]'"]


def _list_leaves(
    value: Any, path: tuple[Step, ...] = ()
) -> list[tuple[tuple[Step, ...], Any]]:
    entries: Any = ()
    if isinstance(value, dict):
        entries = value.items()
    elif isinstance(value, list):
        entries = enumerate(value)
    else:
        return [(path, value)]
    return [leaf for key, v in entries for leaf in _list_leaves(v, (*path, key))]


class Writer:
    """Writes random TOML; each value and each key contains a number that occurs once."""

    def __init__(self, data: st.DataObject) -> None:
        self.data = data
        self.count = 100
        self.values: list[str] = []

    def draw(self, strategy: Any) -> Any:
        return self.data.draw(strategy)

    def number(self, forms: list[str]) -> str:
        self.count += 1
        form: str = self.draw(st.sampled_from(forms))
        return form.replace("{{", "{").replace("}}", "}").replace("{}", f"{self.count}")

    def key(self, parts: int) -> str:
        names = [self.number([f"k{form}" if form == "{}" else form for form in KEYS])]
        names += [self.number(["k{}"]) for _ in range(parts - 1)]
        return f"{self.draw(SPACE)}.{self.draw(SPACE)}".join(names)

    def value(self, depth: int) -> str:
        kind = self.draw(st.sampled_from(["scalar", "array", "table"]))
        if kind == "scalar" or depth > 1:
            self.values.append(self.number(SCALARS))
            return self.values[-1]
        if kind == "array":
            items = [
                self.draw(BLANK) + self.value(depth + 1) + self.draw(BLANK)
                for _ in range(self.draw(st.integers(0, 3)))
            ]
            return f"[{','.join(items)}{self.draw(BLANK)}]"
        entries = [
            self.draw(SPACE) + self.entry(depth + 1) + self.draw(SPACE)
            for _ in range(self.draw(st.integers(0, 3)))
        ]
        return "{" + ",".join(entries) + "}"

    def entry(self, depth: int = 0) -> str:
        key = self.key(self.draw(st.integers(1, 2)))
        return f"{key}{self.draw(SPACE)}={self.draw(SPACE)}{self.value(depth)}"

    def document(self) -> str:
        lines = [self.entry() for _ in range(self.draw(st.integers(0, 3)))]
        arrays: list[str] = []
        for _ in range(self.draw(st.integers(0, 4))):
            if arrays and self.draw(st.booleans()):
                name = self.draw(st.sampled_from(arrays))
                is_below = self.draw(st.booleans())
                lines.append(f"[{name}.{self.key(1)}]" if is_below else f"[[{name}]]")
            else:
                name = self.key(self.draw(st.integers(1, 2)))
                is_array = self.draw(st.booleans())
                lines.append(f"[[{name}]]" if is_array else f"[ {name}\t] # x")
                arrays += [name] if is_array else []
            lines += [self.entry() for _ in range(self.draw(st.integers(0, 2)))]
        return "\n".join(self.draw(BLANK) + line for line in lines)


@settings(max_examples=60)
@given(st.data())
def test_positions_are_those_at_which_values_and_keys_are_written(
    data: st.DataObject,
) -> None:
    writer = Writer(data)
    text = writer.document()
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        # Line breaks inside an inline table, which TOML 1.0 does not allow.
        return
    positions, lines = TomlPositions(text), text.split("\n")
    written = {tomllib.loads(f"x = {raw}")["x"]: raw for raw in writer.values}
    for path, value in _list_leaves(table):
        line, column = positions.find(path, False)
        rest = "\n".join([lines[line - 1][column - 1 :], *lines[line:]])
        assert rest.startswith(written[value])
        if isinstance(path[-1], str):
            line, column = positions.find(path, True)
            key = re.match(r"k?[\"']?(\d+)", lines[line - 1][column - 1 :])
            assert key is not None
            assert key[1] in path[-1]


@pytest.mark.parametrize(
    ("path", "key", "expected"),
    [
        (("a",), False, "1:5"),
        (("b", "c"), True, "3:1"),
        (("b", "c", "d"), False, "3:7"),
        (("b", "c", "missing"), False, "3:1"),
        (("t", 1, "x"), False, "7:5"),
        (("t", 1), True, "6:3"),
        (("missing",), False, "1:1"),
    ],
)
def test_positions(path: tuple[Step, ...], key: bool, expected: str) -> None:
    text = "a = 1\n[b]\nc.d = [1]\n[[t]]\nx = 1\n[[t]]\nx = 2\n"
    line, column = TomlPositions(text).find(path, key)
    assert f"{line}:{column}" == expected


def test_deep_values_have_the_position_of_their_container() -> None:
    text = "a = " + 200 * "[" + "']#'" + 200 * "]" + "\nb = 1"
    assert TomlPositions(text).find(("b",), False) == (2, 5)
    offset = text.index("[")
    path = ("a", *(0 for _ in range(200)))
    assert TomlPositions(text).find(path, False) > line_and_column(text, offset)
