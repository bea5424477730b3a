"""Selection of the earlier names that are deprecated aliases."""

from __future__ import annotations

import pytest

from specpress.package.class_views import FieldView, ModelView, Properties
from specpress.package.docstrings import MethodDoc
from specpress.package.methods import Method
from specpress.package.models import Module, Section
from specpress.package.operations import Resource
from specpress.package.renames import Aliases, AliasSelector, add_method_aliases
from specpress.python.expressions import PyCall, PyName, PySubscript, PyTuple
from specpress.python.names.lock import EarlierName, Part

BOOK = ("class", "Book")


def build_method(name: str) -> Method:
    return Method(
        name=name,
        constant=name.upper(),
        positional=(),
        keywords=(),
        result=PySubscript(PyName("list"), (PyName("str"),)),
        streams=False,
        doc=MethodDoc((), (), (), (), (), ()),
        arguments=PyTuple(()),
        table=PyCall(PyName("declare")),
        source=None,  # type: ignore[arg-type]
        sample=None,
        example=None,
    )


def build_resource(module: str, *methods: str) -> Resource:
    views = [build_method(name) for name in methods]
    return Resource(module, module.title(), "", "", views)


def build_model(*fields: str) -> Module:
    views = [FieldView(name, PyName("str"), None, "", ()) for name in fields]
    model = ModelView("Book", "", views, None, Properties())
    return Module("book", [Section("Book", models=[model])])


def select(
    renamed: dict[Part, tuple[str, str]],
    resources: list[Resource] | None = None,
    modules: list[Module] | None = None,
) -> Aliases:
    names = {BOOK: "Book"} | {part: new for part, (_, new) in renamed.items()}
    earlier = [EarlierName(part, old, 0) for part, (old, _) in renamed.items()]
    return AliasSelector(names, resources or [], modules or []).select(earlier)


@pytest.mark.parametrize("old", ["class", "extra", "title"])
def test_field_name_that_is_not_possible(old: str) -> None:
    module = build_model("name", "title")
    aliases = select({("field", "Book", "n"): (old, "name")}, modules=[module])
    assert not aliases.has_any
    assert aliases.fields == {}


def test_method_of_a_resource_that_no_longer_exists() -> None:
    resources = [build_resource("books", "list")]
    part = ("operation", "listBooks")
    assert not select({part: ("volumes.list", "books.list")}, resources).has_any


def test_method_of_a_renamed_resource_with_the_same_name() -> None:
    resources = [build_resource("books", "list")]
    renamed: dict[Part, tuple[str, str]] = {
        ("operation", "listBooks"): ("volumes.list", "books.list"),
        ("resource", "books"): ("volumes", "books"),
    }
    aliases = select(renamed, resources)
    assert [alias.old for alias in aliases.resources] == ["volumes"]
    assert aliases.methods == {}
    assert aliases.earlier == {(part, old) for part, (old, _) in renamed.items()}


def test_alias_that_shadows_a_builtin() -> None:
    resources = [build_resource("books", "all")]
    aliases = select({("operation", "all"): ("books.list", "books.all")}, resources)
    (resource,) = add_method_aliases(resources, aliases)
    results = [resource.methods[0].returns, resource.aliases[0].method.returns]
    assert [*map(str, results)] == ["builtins.list[str]"] * 2


def test_method_with_the_name_of_the_decorator() -> None:
    resources = [build_resource("books", "deprecated", "all")]
    aliases = select({("operation", "all"): ("books.list", "books.all")}, resources)
    (resource,) = add_method_aliases(resources, aliases)
    assert str(resource.decorator) == "_deprecated"


def test_earlier_name_that_is_that_of_the_decorator() -> None:
    resources = [build_resource("books", "all")]
    renamed = {("operation", "all"): ("books.deprecated", "books.all")}
    (resource,) = add_method_aliases(resources, select(renamed, resources))
    assert str(resource.decorator) == "_deprecated"


@pytest.mark.parametrize(("old", "field"), [("old", "property"), ("property", "title")])
def test_attribute_that_hides_the_decorator_of_properties(old: str, field: str) -> None:
    module = build_model("name", field)
    aliases = select({("field", "Book", "n"): (old, "name")}, modules=[module])
    assert not aliases.has_any


def test_aliases_do_not_depend_on_the_order_in_the_lock() -> None:
    module = build_model("name", "title")
    parts: dict[Part, tuple[str, str]] = {
        ("field", "Book", "n"): ("old_name", "name"),
        ("field", "Book", "t"): ("old_title", "title"),
    }
    aliases = select(parts, modules=[module])
    reverse = select(dict(reversed(parts.items())), modules=[module])
    assert aliases == reverse


def test_removed_part_has_no_alias() -> None:
    module = build_model("name")
    earlier = [EarlierName(("field", "Book", "n"), "old", 0)]
    assert not AliasSelector({BOOK: "Book"}, [], [module]).select(earlier).has_any
