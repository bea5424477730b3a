"""Texts that are code, markup, paths or control sequences wherever they are not escaped."""

from __future__ import annotations

import re
from dataclasses import dataclass

# The letter case is one that no naming convention of Python produces.
MARK = re.compile(r"iNJECTED(\d+)x")
CANARY = "iCANARYx"
"""A name in `builtins` while generated code runs; code of a payload reads an attribute of it."""
SEPARATORS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
C1 = "".join(map(chr, range(0x80, 0xA0)))
LARGE = 100_000
# Rendered as a template or a format, a payload contains one of these.
EVALUATED = ("50337", "<class ", "<built-in", "<Undefined")


@dataclass(frozen=True, slots=True)
class Payload:
    """A hostile text; `{m}` is replaced by code with a unique word."""

    name: str
    template: str

    def text(self, number: int) -> str:
        """Return the text with the unique word of this number."""
        return self.template.replace("{m}", mark(number))


def mark(number: int) -> str:
    """Return code that the canary notices, with a unique word."""
    return f"{CANARY}.iNJECTED{number}x"


def _named(prefix: str, *templates: str) -> list[Payload]:
    return [Payload(f"{prefix} {n}", text) for n, text in enumerate(templates, 1)]


_SEPARATED = [
    Payload(f"line separator U+{ord(c):04X}", f"#{c}{{m}}{c}    {{m}}")
    for c in SEPARATORS
]
PAYLOADS: tuple[Payload, ...] = (
    *_named(
        "quotes",
        '"""\n{m}\n"""',
        "'''\n{m}\n'''",
        '"); {m} #',
        "'); {m} #",
        '", {m}, "',
        "', {m}, '",
        '""" + {m} + """',
        '"]\n[tool.{m}]\nx = ["',
    ),
    *_named("backslash", "{m}\\", '\\""" + {m} + \\"""', "\\\n{m}\\\n", "\\' + {m} #"),
    *_named(
        "template",
        "{{ {m} }}",
        "{% include '{m}' %}",
        "{# {m} #}{{ 7 * 7191 }}",
        "{%- raw -%}{m}{% endraw %}{{ ''.__class__ }}",
    ),
    *_named("format", "{" + "{m}" + "}", "{0.__class__} %({m})s %s $" + "{{m}}"),
    *_named("code", "\n{m}\n", "x: {m} = 1", "# type: ignore\n{m}", "lambda: {m}"),
    *_SEPARATED,
    Payload("all line separators", "{m}".join(SEPARATORS)),
    Payload("bidi controls", f"{BIDI}{{m}}{BIDI}"),
    Payload("C1 controls", f"{C1}{{m}}"),
    Payload("escape sequences", "\x1b]0;{m}\x07\x1b[2J\x1b[31m{m}\x9b2J\b\b\r{m}"),
    Payload("NUL", "\x00{m}\x00"),
    Payload("lone surrogates", "\ud800{m}\udfff"),
    *_named(
        "path", "../../{m}", "..\\..\\{m}", "/tmp/{m}", "C:\\{m}", "~/{m}", "{m}/../.."
    ),
    *_named("device", "CON", "nul.{m}", "aux", "COM1", "lpt9 ", "{m}."),
    *_named(
        "dunder",
        "__{m}__",
        "__init__",
        "__class__",
        "__reduce__",
        "__getattr__",
        "__slots__",
    ),
    *_named("keyword", "class", "None", "import", "match", "__debug__"),
    *_named(
        "markup",
        "<script>{m}</script>",
        '"><img src=x onerror="{m}">',
        "![x](https://evil.example/{m}.png)",
        "[x](javascript:{m})",
        "javascript:{m}",
        "</code></text></svg><b>{m}",
        "```\n<script>{m}</script>\n```\n",
        "| {m} |\n|---|\n\n# {m}\n\n<!-- {m}",
        "--> ]]> {m} <![CDATA[",
        "[x]: javascript:{m}\n\n[x]",
        '%%{init: {m}}%%\nclick A href "javascript:{m}"',
        "`{m}` $({m}) ``{m}``",
        "&#60;script&#62;{m}&#60;/script&#62;",
        "<https://evil.example/{m}>",
    ),
)
# Alone, because a document with many of them takes long.
LARGE_PAYLOADS: tuple[Payload, ...] = (
    Payload("100 KB", "{m}" + "x" * LARGE),
    Payload("100 KB of words", "{m} " + "a b\n" * (LARGE // 4)),
)
