"""Long lines of rendered Python are laid out as black does; black is the judge."""

import io
import itertools
import tokenize
from collections.abc import Iterator
from pathlib import Path

import black
import pytest
from black.mode import TargetVersion
from black.strings import str_width
from hypothesis import given
from hypothesis import strategies as st

from specpress.python.printer import lay_out, statements
from specpress.python.source_text import display_width

ROOT = Path(__file__).parents[2]
MODE = black.Mode(target_versions={TargetVersion.PY311})
LONG, LONGER = "a" * 30, "b" * 50


def format_with_black(statement: str, indent: int) -> str:
    """Return a statement as black lays it out at an indentation."""
    before = "".join(f"{'    ' * level}if it:\n" for level in range(indent // 4))
    pad = " " * indent
    word = statement.split(" ")[0].rstrip(":")
    if word == "elif":
        before += f"{pad}if it:\n{pad}    pass\n"
    if word == "except":
        before += f"{pad}try:\n{pad}    pass\n"
    after = f"\n{pad}    pass" if statement.endswith(":") else ""
    after = f"\n{pad}x = 1" if statement.startswith("@") else after
    if statement.startswith("@"):
        after = f"\n{pad}def f():\n{pad}    pass"
    text = black.format_str(f"{before}{pad}{statement}{after}\n", mode=MODE)
    lines = text.splitlines()[before.count("\n") :]
    return "\n".join(lines[: len(lines) - after.count("\n")]).lstrip("\n")


# An identifier with combining marks.
MARKED = "\u0928\u092e\u0938\u094d\u0924\u0947"
STATEMENTS = [
    f"return {LONG}({MARKED}, {LONG}, {MARKED}={LONGER})",
    f"{MARKED}: {LONG} = {LONG}({LONGER}, {MARKED}.x, [{MARKED}])",
    f"def {LONG}(self, id: str, *, version: str | None = None, **options: Unpack[O]) -> Run:",
    f"async def {LONG}(self) -> {LONG}[{LONG}, {LONG}]:",
    f"def {LONG}({LONG}: {LONG} | {LONGER} | None = None) -> None: ...",
    f"def {LONG}(value: {LONG} | {LONG} | {LONGER} = {LONG}, other: int = 1) -> str:",
    f"{LONG}: {LONG} | None = {LONGER}",
    f'{LONG}: Annotated[{LONG} | None, Wire("{LONGER}")] = None',
    f"{LONG}: TypeAlias = {LONG} | {LONG} | {LONG}",
    f"from .._runtime.{LONG} import Confirmation, Operation, {LONGER}",
    f'{LONG}: Operation[Run] = Operation("a.b", "POST", "/x/{{id}}", parameters=(path("id"),))',
    f'return await self._client.request(operations.{LONG}, {{"id": {LONGER}}}, options)',
    f"class {LONG}({LONGER}, {LONG}):",
    f"assert {LONG}({LONGER}) == {LONG}",
    f"if {LONG} and {LONGER} or not {LONG}:",
    f"for {LONG}, {LONG} in {LONGER}({LONG}):",
    f"with {LONG}({LONGER}) as a, {LONG}() as b:",
    f"return {LONG}({LONG}).{LONG}({LONG}).{LONG}()",
    f"{LONG} = {LONGER} if {LONG} else {LONG}",
    f"{LONG} = [{LONG}({LONG}) for {LONG} in {LONGER} if {LONG}]",
    f"{LONG} = lambda {LONG}, b: {LONGER}({LONG})",
    f"@{LONG}.{LONG}({LONGER}, {LONG}=1)",
    f"{LONG} = ({LONGER}, {LONG},)",
    f"{LONG} = ({LONGER}({LONG}),)",
    f'{LONG} = "{LONGER * 2}"',
    f'raise {LONG}("{LONGER}", {LONG}) from {LONG}',
    f'{LONG} = "{"漢" * 30}"',
    f"elif {LONG}({LONGER}, {LONG}):",
    f"except ({LONG}, {LONGER}, {LONG}) as error:",
    f"from {LONG} import {LONG} as {LONGER}",
    f"{LONG}: {LONG}[{LONGER}]",
    f'{LONG} = {LONG}("{LONGER}" r"{LONG}", {LONG})',
    f"{LONG} = {LONG}({LONG}=({LONG}({LONGER} + {LONGER}),), b=1)",
    f'{LONG} = {LONG}("$"f"{LONGER}{LONGER}")',
    f'{LONG} = {LONG}("{LONGER}{LONGER}", {{"a": "{LONGER}{LONGER}"}})',
    f"{LONG} = {LONG}({LONGER}=({LONG}({LONGER}, {LONG}),), {LONG}=1)",
    f'{LONG} = {LONG}(("{LONGER}", *{LONG}), {LONG}={{"a": {LONGER}}}, **{LONG})',
    f"def {LONG}({LONG}: tuple[{LONG}, {LONG}] = {LONG}({LONG})) -> {LONG}:",
    f"def {LONG}({LONGER}={LONGER}({LONG}, {LONG}), b=1) -> {LONG}:",
]


@pytest.mark.parametrize("indent", [0, 4, 8])
@pytest.mark.parametrize("statement", STATEMENTS)
def test_statements(statement: str, indent: int) -> None:
    expected = format_with_black(statement, indent)
    assert lay_out(" " * indent + statement) == expected


@pytest.mark.parametrize(
    ("opener", "element", "closer"),
    [
        ("x = {", f'"key": Foo("{LONG}", "{LONGER}"),', "}"),
        ("x = f(", f"key={LONG} | {LONGER} | {LONG},", ")"),
        ("x = f(", f'(f("a", {MARKED}, "{LONG}"), f({LONGER}, "{MARKED}")),', ")"),
        ("x = [", f"{LONG} if {LONGER} else {LONG},", "]"),
        (
            "def f(",
            f"value: {LONG} | {LONG} | {LONGER} = None,",
            ") -> None:\n    pass",
        ),
        ("x = {", f'"key": [\n        "{LONG}", "{LONG}", "{LONGER}"\n    ],', "}"),
    ],
)
def test_elements_of_open_brackets(opener: str, element: str, closer: str) -> None:
    text = f"{opener}\n    a,\n    {element}\n{closer}\n".replace(
        "{\n    a", "{\n    1: a"
    )
    assert lay_out(text) == black.format_str(text, mode=MODE)


def test_a_long_end_of_a_definition() -> None:
    text = f"def f(\n    self,\n) -> {LONG} | {LONGER} | None:\n    pass\n"
    assert lay_out(text) == black.format_str(text, mode=MODE)


def test_strings_and_comments_are_unchanged() -> None:
    long = f"{LONG} = f({LONGER}, {LONG})"
    text = f'"""Text.\n\n    {long}\n"""\n# {long}\nx = """{long}"""\n'
    text += f"call({LONGER}, {LONG})  # type: ignore[arg-type]\n"
    assert lay_out(text) == text


def test_short_text_is_the_same_object() -> None:
    text = "x = f(\n    1)\n"
    assert lay_out(text) is text


def _join(tokens: list[tokenize.TokenInfo]) -> str:
    """Return a statement on one line, without magic trailing commas."""
    parts = [tokens[0].string]
    for previous, token in itertools.pairwise(tokens):
        is_break = previous.end[0] != token.start[0]
        is_tight = previous.string in "([{" or token.string in ")]}."
        if is_break and token.string in ")]}" and previous.string == ",":
            parts.pop()
            parts.append("," if _is_one_tuple(parts, token.string) else "")
        gap = 0 if is_break and is_tight else token.start[1] - previous.end[1]
        parts.append(("" if gap == 0 else " ") + token.string)
    return "".join(parts)


def _is_one_tuple(parts: list[str], closer: str) -> bool:
    """Return True if a comma before the bracket is needed."""
    depth = 1
    for index in range(len(parts) - 1, -1, -1):
        text = parts[index].strip()
        depth += (text in list(")]}")) - (text in list("([{"))
        if depth == 1 and text == ",":
            return False
        if depth == 0:
            before = parts[index - 1][-1:] if index else ""
            is_call = before.isalnum() or before in ("_", ")", "]")
            return closer == ")" and (not is_call or parts[index].startswith(" "))
    return False


def _long_statements(source: str) -> Iterator[tuple[int, str]]:
    """Return the statements that are too long on one line, with their indentation."""
    tokens: list[tokenize.TokenInfo] = []
    is_simple = True
    skipped = (tokenize.NL, tokenize.INDENT, tokenize.DEDENT)
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.NEWLINE:
            text = _join(tokens)
            if is_simple and tokens[0].start[1] + len(text) > black.DEFAULT_LINE_LENGTH:
                yield tokens[0].start[1], text
            tokens, is_simple = [], True
        elif token.type == tokenize.COMMENT:
            is_simple = is_simple and not tokens
        elif token.type not in skipped:
            is_simple = is_simple and "\n" not in token.string
            tokens.append(token)


@pytest.mark.parametrize(
    "pattern", ["generated/**/*.py", "tests/golden/cases/*/expected/**/*.py"]
)
def test_generated_statements(pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(text: str, indent: int) -> list[str]:
        raise AssertionError(f"laid out by black: {text}")

    monkeypatch.setattr(statements, "_run_black", fail)
    units = {
        unit
        for path in ROOT.glob(pattern)
        for unit in _long_statements(path.read_text(encoding="utf-8"))
    }
    assert len(units) > 100
    # Templates of modules have no `case` lines; those of copied files are left to black.
    for indent, text in sorted(u for u in units if not u[1].startswith("case ")):
        assert lay_out(" " * indent + text) == format_with_black(text, indent)


NAMES = st.sampled_from([2, 7, 15, 30]).map("n".__mul__)
STRINGS = st.sampled_from([0, 5, 20, 60]).map(lambda length: f'"{"s" * length}"')


def _extend(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    items = st.lists(inner, max_size=4).map(", ".join)
    pairs = st.lists(st.tuples(STRINGS, inner).map(": ".join), max_size=3).map(
        ", ".join
    )
    operator = st.sampled_from([" | ", " + ", " and ", " == ", " not in "])
    return st.one_of(
        st.builds("{}({})".format, NAMES, items),
        st.builds("{}({}={})".format, NAMES, NAMES, inner),
        st.builds(
            "{}[{}]".format,
            NAMES,
            st.lists(inner, min_size=1, max_size=3).map(", ".join),
        ),
        st.builds("{}({}).{}({})".format, NAMES, items, NAMES, items),
        st.builds("[{}]".format, items),
        st.builds("({}, {})".format, inner, inner),
        st.builds("{{{}}}".format, pairs),
        st.builds("[{} for {} in {}]".format, inner, NAMES, NAMES),
        st.builds("f({} if {} else {}, 1)".format, NAMES, NAMES, NAMES),
        st.builds("({}{}{})".format, NAMES, operator, inner).map(
            lambda text: f"f{text}"
        ),
    )


EXPRESSIONS = st.recursive(st.one_of(NAMES, STRINGS), _extend, max_leaves=8)
TYPES = st.recursive(
    NAMES,
    lambda inner: st.one_of(
        st.builds("{}[{}]".format, NAMES, inner),
        st.lists(NAMES, min_size=2, max_size=5).map(" | ".join),
    ),
    max_leaves=4,
)
PARAMETERS = st.lists(
    st.one_of(st.builds("{}: {} = {}".format, NAMES, TYPES, EXPRESSIONS)), max_size=3
).map(lambda parameters: ", ".join(["self", *parameters]))
DRAWN = st.one_of(
    st.builds("def {}({}) -> {}:".format, NAMES, PARAMETERS, TYPES),
    st.builds("{}: {} = {}".format, NAMES, TYPES, EXPRESSIONS),
    st.builds("{}: TypeAlias = {}".format, NAMES, TYPES),
    st.builds("{} = {}".format, NAMES, EXPRESSIONS),
    st.builds("return {}".format, EXPRESSIONS),
    st.builds("return await {}({}, {})".format, NAMES, EXPRESSIONS, EXPRESSIONS),
    st.builds("assert {} == {}".format, EXPRESSIONS, EXPRESSIONS),
    st.builds("if {}:".format, EXPRESSIONS),
    st.builds("for {} in {}:".format, NAMES, EXPRESSIONS),
    st.builds("with {}({}) as {}:".format, NAMES, EXPRESSIONS, NAMES),
    st.builds("class {}({}, {}):".format, NAMES, NAMES, NAMES),
    st.builds("@{}({})".format, NAMES, EXPRESSIONS),
)


@given(DRAWN, st.sampled_from([0, 4, 8, 12, 16]))
def test_drawn_statements(statement: str, indent: int) -> None:
    assert lay_out(" " * indent + statement) == format_with_black(statement, indent)


def test_backslash_before_closing_quotes() -> None:
    text = f'"""ends in a backslash \\\\"""\nx = 1\n"""\n{"a (" * 40}\n"""\n'
    assert lay_out(text) == text


def check_layout(source: str) -> None:
    assert lay_out(source) == black.format_str(source, mode=MODE)


@pytest.mark.parametrize("width", range(50, 90))
def test_one_item_tuple_keeps_its_comma(width: int) -> None:
    item = f'Parameter(name="{"x" * (width - 40)}", location="file")'
    check_layout(f'body = Body(kind="multipart", fields=({item},))\n')
    for tuples in (f'(("{"x" * width}",),)', f'(("a",), ("{"x" * width}", "b"))'):
        check_layout(f'x = f(\n    "{LONGER}{LONGER}",\n    y={tuples},\n)\n')


def test_wide_characters_split_a_line() -> None:
    wide, narrow = "漢" * 30, "漢" * 20
    assert lay_out(f"f({wide}, {narrow})\n") == f"f(\n    {wide},\n    {narrow},\n)\n"


def test_display_width_is_that_of_black() -> None:
    characters = (chr(code) for code in range(0x20, 0x3100))
    assert [c for c in characters if display_width(c) != str_width(c)] == []
    assert display_width("└── 漢") == 6


@pytest.mark.parametrize("length", range(55, 100))
def test_annotated_union_alias(length: int) -> None:
    target = f'"{"B" * 60} | {"C" * 40}"'
    discriminator = f'Discriminator("type", {{"b": "{"B" * 60}"}})'
    alias = f"Annotated[{target}, {discriminator}]"
    check_layout(f"{'A' * length}: TypeAlias = {alias}\n")


@pytest.mark.parametrize("length", range(20, 80))
def test_definition(length: int) -> None:
    name, typed = "f" * length, "T" * (length // 2)
    for parameters in ("self", f"self, status: {typed}, **fields: Any"):
        head = f"def {name}({parameters}) -> dict[str, {typed}]:"
        check_layout(f"{head}\n    pass\n")


@pytest.mark.parametrize("length", range(20, 95))
def test_assignment_of_a_name_or_a_string(length: int) -> None:
    for value in (f"{'A' * length}.{'B' * 10}", f'"{"text " * (length // 5)}"'):
        check_layout(f"class C:\n    name: {'A' * (length // 3)} = {value}\n")


@pytest.mark.parametrize("length", range(20, 95))
def test_optional_field(length: int) -> None:
    for name in ("a", "name" * 5, "n" * length):
        for typed in ("T" * length, f"list[{'T' * length}]", f"models.{'T' * length}"):
            check_layout(f"class C:\n    {name}: {typed} | None = None\n")


@pytest.mark.parametrize("length", range(20, 95))
def test_annotated_call_with_a_long_first_line(length: int) -> None:
    arguments = f'    "{"a" * length}",\n    errors=(E("{"b" * length}"), E("404")),\n'
    for typed in ("T" * 30, "list[T] | dict[str, Any] | None", "T" * length):
        check_layout(f"{'N' * (length // 2)}: O[{typed}] = O(\n{arguments})\n")


@pytest.mark.parametrize("length", range(20, 95))
def test_declaration_of_an_operation(length: int) -> None:
    types = ("T" * 30, "list[T] | dict[str, Any] | None", "T" * length)
    arguments = ('"GET /"', f'"GET /{"a" * length}", ("page",), errors={{"404": "E"}}')
    for name, typed, text in itertools.product((60, length // 2), types, arguments):
        check_layout(f"class C:\n    {'N' * name}: O[{typed}] = declare({text})\n")


@pytest.mark.parametrize("length", range(20, 95))
def test_import_from_a_module_with_a_long_name(length: int) -> None:
    check_layout(f"from ..{'m' * length} import {'N' * 30}\n")
    check_layout(f"from ..{'m' * length} import {'N' * 30}, {'O' * length}\n")
    check_layout(f"from ..{'m' * length} import *\n")


def test_long_fields_with_the_names_of_soft_keywords() -> None:
    for name in ("type", "match", "case", "print"):
        check_layout(f"class C:\n    {name}: {LONG}{LONGER} = {LONGER}.{LONGER}\n")


@pytest.mark.parametrize("text", ["a" * 90, 'say "a" ' * 12 + ".", "\\\\" * 45])
def test_long_docstrings_are_unchanged(text: str) -> None:
    check_layout(f'class C:\n    """{text}"""\n\n    x: int\n    """{text}"""\n')


@pytest.mark.parametrize("body", [" ...", "\n            print(name)"])
@pytest.mark.parametrize("length", [30, 60])
def test_case_of_a_match_statement(length: int, body: str) -> None:
    name = "n" * length
    check_layout(
        f"def f():\n    match it:\n        case {name}({name}={name}):{body}\n"
    )
