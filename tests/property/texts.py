"""Names and texts of documents: plain words, and every text known to break generators."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

WORDS = ("run", "fileId", "created-at", "HTTPServer", "page_size", "Order", "total v2")

# fmt: off
PYTHON = (
    "class", "None", "import", "match", "async", "lambda", "__debug__",
    "list", "dict", "str", "int", "type", "object", "print", "property", "super", "builtins",
    "__init__", "__class__", "__slots__", "__import__", "__all__", "_", "__",
)

# Names of the generated package.
GENERATED = (
    "models", "errors", "resources", "webhooks", "operations", "codec", "options", "body", "self",
    "extra", "value", "request", "stream", "close", "from_dict", "to_dict", "headers", "timeout",
    "base_url", "transport", "environment", "Model", "Any", "Wire", "Faults", "UnknownVariant",
    "Literal", "DECODE", "STATUS_ERRORS", "decode", "field", "dataclass", "date", "datetime", "UUID",
    "content_type", "status", "args", "is_known", "mro", "Acme", "AsyncAcme", "Default",
)

UNICODE = (
    "été", "Größe", "日本", "Ærø", "Ωmega", "straße", "İstanbul", "ŉ", "ΐota", "ﬁle", "ｆｕｌｌ", "Å",
    "²", "Ⅷ", "ª", "раypal", "Ϲlass", "שלום", "مرحبا", "𐌰𐌱", "नमस्ते", "한글", "٣", "🎉", "👩‍👩‍👧", "❤️",
)

PUNCTUATION = (
    "", " ", "\t", "-", "--", "$", "@id", "#", "?", "*", ".", "..", "a.b", "a[b]", "a/b", "~1", "%41",
    "+1", "-1", "1", "01", "2fa", "a-", "-a", "<=", ">", "&", "|", "^", "{}", "{id}", "a{b}c",
)

# Equal once converted to Python names.
SIMILAR = ("fooBar", "foo_bar", "FooBar", "FOO_BAR", "foo-bar", "foo bar", "FooBAR", "foo__bar")

LONG = ("a" * 300, "long words " * 30, "漢" * 120, "𐌰" * 90, "Z9" * 80)

# Code in Python, TOML, Jinja, Markdown or HTML if it is not escaped.
CODE = (
    '"""', "'''", '\\"""', "\\", "\\\\", "'", '"', "'\"", "`", "``", "\\n", "\\x41", "\\N{DIGIT ONE}",
    'x"""\nimport os\n"""', "__import__('os')", "'); __import__('os').system('id') #", "# noqa", "\\u0022",
    '", __import__("os"), "', "]\nimport os\n[", "{{ 7 * 7 }}", "{% for x in y %}", "{# #}", "{%- raw -%}",
    "${HOME}", "%s", "{0}", "f'{x}'", "<script>alert(1)</script>", "`|<b>|", "](javascript:alert(1))",
    "<!-- -->", "type: ignore", "fmt: off", "coding: latin-1", '"]\n[tool.x]\ny = ["',
)

LINES = ("a\nb", "a\r\nb", "a\rb", "\n", "a\n\n\n    b\n", "\n  - a\n  - b", "a\x0bb", "a\x0cb", "a\x85b",
         "a\u2028b", "a \\\nb", "    indented\nnot", "ends with a colon:\nb", "a\n\tb", "x" * 200)

CONTROLS = ("\x00", "a\x00b", "\x01", "\x1b[31m", "\x1a", "\x7f", "\x9b", "\u202eevil", "\u200b", "\ufeff",
            "\u2066x\u2069", "\uffff", "\U000e0041", "\ue000", "\u0301")

# File names that are reserved, or outside the output directory.
PATHS = ("../../etc/passwd", "/etc/passwd", "C:\\x", "con", "NUL", "aux", "COM1", "lpt9", "a:b", "~", "a\\b",
         "conftest", "test", "setup", "__main__", "__pycache__", "py", "x.py")

# fmt: on

HOSTILE = (
    *PYTHON,
    *GENERATED,
    *UNICODE,
    *PUNCTUATION,
    *SIMILAR,
    *LONG,
    *CODE,
    *LINES,
    *CONTROLS,
    *PATHS,
)

plain = st.sampled_from(WORDS)
hostile_texts = st.sampled_from(HOSTILE)
# Lone surrogates cannot be written as UTF-8, so no document contains them.
any_text = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)


@cache
def names(*, hostile: bool = True) -> st.SearchStrategy[str]:
    """Return the strategy for names: plain words, or with `hostile` any text."""
    return plain | hostile_texts | any_text if hostile else plain


@cache
def non_empty_names(*, hostile: bool = True) -> st.SearchStrategy[str]:
    """Return the strategy for names that are not empty."""
    return names(hostile=hostile).filter(bool)


@cache
def name_lists(
    min_size: int, max_size: int, *, hostile: bool = True
) -> st.SearchStrategy[list[str]]:
    """Return the strategy for lists of different names."""
    return st.lists(
        names(hostile=hostile), min_size=min_size, max_size=max_size, unique=True
    )


# Descriptions and other prose.
texts: st.SearchStrategy[str] = (
    st.sampled_from(("", "A run.", "Two\n\nparagraphs.")) | hostile_texts | any_text
)
