"""Names of classes: short names of long paths, differences in symbols and case, shared classes."""

from __future__ import annotations

from typing import Any

import pytest
from tests.property.packages import build_api

from specpress.python.names import (
    Claim,
    assign_names,
    describe_differences,
    describe_origin,
    escape,
    list_pascal_names,
    words,
)
from specpress.python.types import PythonTypes


def name_path(root: str, *steps: str) -> tuple[str, ...]:
    """Return the names of a path, from short to complete."""
    return list_pascal_names(words(root), [words(step) for step in steps])


def name_classes(
    schemas: dict[str, Any], paths: dict[str, Any] | None = None
) -> dict[str, str]:
    """Return the class of each named or shared schema by its pointer."""
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Case", "version": "1"},
        "paths": paths or {},
        "components": {"schemas": schemas},
    }
    names = PythonTypes(build_api(document)).names
    return {i.removeprefix("#/components/schemas/"): n for i, n in names.items()}


def make_object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


def make_enum(*values: str) -> dict[str, Any]:
    return {"type": "string", "enum": [*values]}


def test_short_path_has_one_name() -> None:
    assert name_path("Invoice", "lines", "Item") == ("InvoiceLinesItem",)


def test_long_path_keeps_its_last_steps() -> None:
    steps = ("Response", "monthly_summary", "average_daily_balance")
    short, *longer = name_path("retrieveAccountFlowReportForThePeriod", *steps)
    assert short == "RetrieveAccountFlowPeriodMonthlySummaryAverageDailyBalance"
    assert longer[-1] == (
        "RetrieveAccountFlowReportForThePeriodResponseMonthlySummaryAverageDailyBalance"
    )
    assert [*map(len, longer)] == sorted(map(len, longer))


def test_fillers_and_repetitions_are_dropped_first() -> None:
    root = "webhook_repository_vulnerability_alert_of_the_organization"
    assert name_path(root, "organization_plan_codes")[0] == (
        "WebhookRepositoryVulnerabilityAlertOrganizationPlanCodes"
    )


def test_long_last_step_keeps_its_ends() -> None:
    step = " ".join(f"word{number}" for number in range(20))
    name = name_path("root", step)[0]
    assert name.startswith("RootWord0") and name.endswith("Word19")
    assert len(name) <= 60


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$top", ("dollar top", "lower dollar top")),
        ("Add", ("capital Add",)),
        ("ADD", ("upper ADD",)),
        ("fooBar", ("camel fooBar",)),
        ("foo_bar", ("foo underscore bar", "lower foo underscore bar")),
        ("*", ("asterisk", "symbol asterisk")),
    ],
)
def test_differences_between_texts_of_equal_words(
    text: str, expected: tuple[str, ...]
) -> None:
    assert tuple(" ".join(t.split()) for t in describe_differences(text)) == expected


@pytest.mark.parametrize(
    ("name", "source", "expected"),
    [
        ("dollar_top", "$top", "Named `$top` in the document."),
        ("created_at", "createdAt", ""),
        ("from_", "from", ""),
        ("BodyModel", "Body", "Named `Body` in the document."),
        ("n", "`", ""),
    ],
)
def test_origin_of_a_name_with_other_letters(
    name: str, source: str, expected: str
) -> None:
    assert describe_origin(name, source) == expected


def test_reserved_class_gets_a_suffix_word() -> None:
    assert escape("Body", "class") == "BodyModel"
    assert escape("Model", "class") == "ModelSchema"


def test_further_candidates_are_listed_in_a_clash_only() -> None:
    claims = [
        Claim("a", ("x",), list_more=lambda: ("x", "x_of_a")),
        Claim("b", ("x",), list_more=lambda: ("x_of_b",)),
        Claim("c", ("y",), list_more=lambda: pytest.fail("called without a clash")),
    ]
    assert assign_names(claims, "field") == {"a": "x_of_a", "b": "x_of_b", "c": "y"}


def test_component_with_a_python_name_keeps_it() -> None:
    kind = make_object(kind=make_enum("a", "b"))
    other = make_object(kind=make_enum("c", "d"))
    assert name_classes({"Foo_Bar": kind, "FooBar": other}) == {
        "FooBar": "FooBar",
        "FooBar/properties/kind": "FooBarKind",
        "Foo_Bar": "FooUnderscoreBar",
        "Foo_Bar/properties/kind": "FooUnderscoreBarKind",
    }


def test_equal_schemas_of_one_property_share_a_class() -> None:
    how = make_object(how=make_enum("get", "put"))
    names = name_classes({"Call": how, "Film": how})
    assert names["Call/properties/how"] == names["Film/properties/how"] == "How"


def test_equal_schemas_of_different_properties_share_nothing() -> None:
    enum = make_enum("get", "put")
    names = name_classes({"Call": make_object(how=enum), "Film": make_object(via=enum)})
    assert names["Call/properties/how"] == "CallHow"
    assert names["Film/properties/via"] == "FilmVia"


def test_order_of_values_does_not_matter() -> None:
    call = make_object(how=make_enum("get", "put"))
    film = make_object(how=make_enum("put", "get"))
    assert name_classes({"Call": call, "Film": film})["Film/properties/how"] == "How"


def test_order_of_properties_does_not_matter() -> None:
    text, number = {"type": "string"}, {"type": "integer"}
    call = make_object(how=make_object(text=text, number=number))
    film = make_object(how=make_object(number=number, text=text))
    names = name_classes({"Call": call, "Film": film})
    assert names["Call/properties/how"] == names["Film/properties/how"] == "How"


def test_shared_classes_of_one_property_are_named_by_their_values() -> None:
    two, three = make_enum("open", "closed"), make_enum("open", "closed", "all")
    schemas = {
        **{name: make_object(state=two) for name in ("A", "B")},
        **{name: make_object(state=three) for name in ("C", "D")},
    }
    names = name_classes(schemas)
    assert names["A/properties/state"] == "StateOpenClosed"
    assert names["D/properties/state"] == "StateOpenClosedAll"


def test_general_name_is_preceded_by_the_component_that_others_extend() -> None:
    schema = make_object(type=make_enum("a", "b"))
    names = name_classes({"Field": schema, "FieldResult": schema})
    assert names["FieldResult/properties/type"] == "FieldType"


def test_same_number_has_another_meaning_in_another_schema() -> None:
    schema = make_object(code={"type": "integer", "enum": [1]})
    names = name_classes({"Cat": schema, "Dog": schema})
    assert names["Dog/properties/code"] == "DogCode"


def test_shared_constant_is_named_by_its_value() -> None:
    kind = make_object(kind=make_enum("parcel"))
    assert (
        name_classes({"Cat": kind, "Dog": kind})["Cat/properties/kind"] == "KindParcel"
    )


def test_shared_objects_of_one_property_are_named_by_their_fields() -> None:
    text = {"type": "string"}
    short, long = make_object(id=text), make_object(id=text, mail=text)
    schemas = {
        **{name: make_object(user=short) for name in ("Apple", "Boat")},
        **{name: make_object(user=long) for name in ("Cat", "Dog")},
    }
    names = name_classes(schemas)
    assert names["Apple/properties/user"] == "UserWithoutMail"
    assert names["Dog/properties/user"] == "UserWithMail"


def test_component_takes_precedence_over_a_shared_class() -> None:
    how = make_object(how=make_enum("get", "put"))
    names = name_classes({"Call": how, "Film": how, "How": make_object(a=how)})
    assert names["How"] == "How"
    assert names["Film/properties/how"] == "HowGetPut"


def test_schema_equal_to_the_component_of_its_name_is_that_component() -> None:
    owner = make_object(id={"type": "integer"})
    names = name_classes({"Owner": owner, "Note": make_object(owner=owner, user=owner)})
    assert names["Note/properties/owner"] == "Owner"
    assert names["Note/properties/user"] == "NoteUser"


def test_operation_id_of_a_generator_is_shortened_in_names_of_classes() -> None:
    body = make_object(user={"type": "string"})
    content = {"application/json": {"schema": make_object(at={"type": "string"})}}
    operation = {
        "operationId": "login_token_post",
        "responses": {"200": {"description": "ok", "content": content}},
    }
    names = name_classes(
        {"Body_login_token_post": body}, {"/token": {"post": operation}}
    )
    assert set(names.values()) == {"LoginBody", "LoginResponse"}
