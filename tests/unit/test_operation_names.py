"""Names of methods: tables of operation ids, paths and resources with the expected names."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from tests.property.naming import python_names

from specpress import ir
from specpress.python.names import Claim, assign_names
from specpress.python.names.grammar import (
    begins_with_verb,
    is_plural,
    is_same_noun,
    is_verb_phrase,
    singular,
)
from specpress.python.names.operation_names import OperationNamer, remove_noun
from specpress.python.names.path_names import name_by_path
from specpress.python.names.resources import group_operations

# Method and path, operation id, tag.
Row = tuple[str, str | None, str | None]


def make_operation(row: Row) -> ir.Operation:
    request, operation_id, tag = row
    method, path = request.split(" ", 1)
    return ir.Operation(
        operation_id=operation_id,
        method=method,
        path=path,
        tag=tag,
        summary="",
        description="",
        deprecated=False,
        parameters=(),
        bodies=(),
        body_required=False,
        body_description="",
        responses=(),
        security=(),
        servers=(),
        links=(),
        origin=f"#/paths/{request}",
        idempotent=None,
        confirmation=None,
        pagination=None,
        transient_statuses=(),
    )


def name_all(*rows: Row) -> list[str]:
    """Return resource and method of each operation, in the order of the rows."""
    operations = [make_operation(row) for row in rows]
    namer = OperationNamer(operations)
    names = {}
    for group in group_operations(operations):
        entries = namer.name_group(group)
        claims = [Claim(entry.key, entry.candidates) for entry in entries.values()]
        assigned = assign_names(claims, "method")
        resource = "_".join(group.noun) or group.key
        for origin, entry in entries.items():
            names[origin] = f"{resource}.{assigned[entry.key]}"
    return [names[operation.origin] for operation in operations]


@pytest.mark.parametrize(
    ("text", "noun", "expected"),
    [
        ("list books", "books", "list"),
        ("get book", "books", "get"),
        ("book get", "book", "get"),
        ("boxes list", "box", "list"),
        ("create category", "Categories", "create"),
        ("list people", "person", "list"),
        ("get ticket code", "tickets", "get ticket code"),
        ("buy museum tickets", "tickets", "buy museum tickets"),
        ("place order", "orders", "place"),
        ("users partial update", "users", "partial update"),
        ("bulk create users", "users", "bulk create"),
        ("list all users", "users", "list all"),
        ("find one user", "users", "find one"),
        ("create or update secret", "secrets", "create or update"),
        ("get an album", "albums", "get"),
        ("sign in user", "users", "sign in"),
        ("add to cart", "cart", "add to cart"),
        ("get current user", "users", "get current user"),
        ("user orders", "orders", "user orders"),
        ("create web link", "weblinks", "create"),
        ("cancel extract run", "extract runs", "cancel"),
        ("search", "search", "search"),
        ("get pet by id", "pet", "get pet by id"),
        ("string format support", "strings", "format support"),
        ("string schema support", "strings", "string schema support"),
    ],
)
def test_noun_of_the_resource_is_removed(text: str, noun: str, expected: str) -> None:
    words = remove_noun(text.split(), noun.lower().split())
    assert " ".join(words) == expected


@pytest.mark.parametrize(
    ("request_", "noun", "expected"),
    [
        ("GET /books", "books", "list"),
        ("POST /books", "books", "create"),
        ("DELETE /books", "books", "delete_all"),
        ("GET /books/{id}", "books", "get"),
        ("PUT /books/{id}", "books", "replace"),
        ("PATCH /books/{id}", "books", "update"),
        ("DELETE /books/{id}", "books", "delete"),
        ("POST /books/{id}", "books", "post"),
        ("HEAD /books/{id}", "books", "head"),
        ("PURGE /books/{id}", "books", "purge"),
        ("GET /books/{id}/cover", "books", "get_cover"),
        ("PUT /books/{id}/cover", "books", "replace_cover"),
        ("GET /books/{id}/reviews", "books", "list_reviews"),
        ("POST /books/{id}/reviews", "books", "create_review"),
        ("DELETE /books/{id}/reviews/{review}", "books", "delete_review"),
        ("GET /books/{id}/reviews/{review}/votes", "books", "list_review_votes"),
        ("POST /orders/{id}/cancel", "orders", "cancel"),
        ("POST /orders/{id}:cancel", "orders", "cancel"),
        ("POST /orders/{id}/lines/{line}/cancel", "orders", "cancel_line"),
        ("GET /users/{id}/order", "users", "get_order"),
        ("DELETE /users/{id}/follow", "users", "delete_follow"),
        ("GET /pet/findByStatus", "pet", "find_by_status"),
        ("GET /books/search", "books", "search"),
        ("GET /api/v2/settings", "settings", "get"),
        ("PUT /settings", "settings", "replace"),
        ("GET /dns", "dns", "get"),
        ("POST /login", "login", "login"),
        ("GET /users/{id}/avatar", "user avatars", "get"),
        ("GET /sign_requests", "signing", "list_sign_requests"),
        ("GET /", "", "get"),
        ("GET /{id}", "", "get"),
    ],
)
def test_name_by_path(request_: str, noun: str, expected: str) -> None:
    operation = make_operation((request_, None, None))
    assert name_by_path(operation, noun.split()) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (  # FastAPI with its default and with a custom function
            [
                ("GET /", "root__get", "books"),
                (
                    "POST /books/{book_id}/cover",
                    "upload_cover_books__book_id__cover_post",
                    "books",
                ),
                ("PUT /books/{id}", "books-update_book", "books"),
            ],
            ["books.root", "books.upload_cover", "books.update"],
        ),
        (  # two methods of one FastAPI route
            [
                ("GET /data", "send_data_get", "files"),
                ("POST /data", "send_data_post", "files"),
            ],
            ["files.get_send", "files.post_send"],
        ),
        (  # Django Ninja
            [
                ("GET /boats", "__main___list_boats", "boats"),
                ("POST /crews", "__main___create_crew", "crews"),
            ],
            ["boats.list", "crews.create"],
        ),
        (  # versions and namespaces
            [
                ("GET /api/v1/app", "v1.application.list", "Application"),
                ("GET /api/v1/health", "v1.health.get", "Health"),
                ("PATCH /api/v1/app/{id}", "patch_application", "Application"),
                ("GET /orgs/{org}/repos", "repos/list-for-org", "repos"),
                ("GET /pty/shells", "pty.shells", "pty"),
            ],
            [
                "application.list",
                "health.get",
                "application.patch",
                "repos.list_for_org",
                "pty.shells",
            ],
        ),
        (  # ids that only repeat method and path
            [
                ("GET /users", "get_users", "Users"),
                ("POST /users", "post_users", "Users"),
                ("GET /users/{user_id}", "get_users_id", "Users"),
                ("POST /users/{user_id}/avatar", "post_users_id_avatar", "Users"),
            ],
            ["users.list", "users.create", "users.get", "users.create_avatar"],
        ),
        (  # a prefix that is a verb stays
            [
                ("GET /a", "getAlpha", "greek"),
                ("GET /b", "getBeta", "greek"),
            ],
            ["greek.get_alpha", "greek.get_beta"],
        ),
    ],
)
def test_names_of_documents(rows: Sequence[Row], expected: list[str]) -> None:
    assert name_all(*rows) == expected
    assert sorted(name_all(*reversed(rows))) == sorted(expected)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [
                ("GET /users", "getUsers", "users"),
                ("GET /users/{id}", "getUser", "users"),
            ],
            ["users.get_users", "users.get_user"],
        ),
        (
            [
                ("GET /animals/search", None, "animals"),
                ("POST /animals/search", None, "animals"),
            ],
            ["animals.get_search", "animals.post_search"],
        ),
        (
            [
                ("GET /posts", None, "posts"),
                ("GET /users/{id}/posts", None, "posts"),
                ("GET /users", None, "users"),
            ],
            ["posts.list_posts", "posts.list_user_posts", "users.list"],
        ),
        (  # duplicate ids, which are invalid
            [("GET /a", "get", "t"), ("GET /b", "get", "t")],
            ["t.get_a", "t.get_b"],
        ),
    ],
)
def test_collisions_take_longer_names(rows: Sequence[Row], expected: list[str]) -> None:
    assert name_all(*rows) == expected


def name_methods(paths: dict[str, dict[str, Any]]) -> set[str]:
    """Return resource and method of each operation of a document with GET operations."""
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Case", "version": "1"},
        "paths": {path: {"get": operation} for path, operation in paths.items()},
    }
    names = python_names(document)
    return {name for key, name in names.items() if key[0] == "method"}


def test_path_with_trailing_control_character() -> None:
    responses = {"200": {"description": ""}}
    assert name_methods({"/books\f": {"responses": responses}}) == {"Books books.list"}


def test_ids_with_spaces_do_not_clash_with_suffixes() -> None:
    file = {"200": {"description": "", "content": {"image/png": {}}}}
    paths = {
        "/cover": {"operationId": "load", "tags": ["covers"], "responses": file},
        "/other": {
            "operationId": "load _stream",
            "tags": ["covers"],
            "responses": file,
        },
    }
    names = name_methods(paths)
    assert len(names) == 4, names


def test_new_operation_does_not_take_a_name() -> None:
    ticket: Row = ("GET /tickets/{id}", "getTicketCode", "tickets")
    code: Row = ("GET /codes/{id}", "getCode", "tickets")
    assert name_all(ticket) == ["tickets.get_ticket_code"]
    assert name_all(ticket, code) == ["tickets.get_ticket_code", "codes.get"]
    other: Row = ("GET /tickets/{id}/code", "getCode", "tickets")
    assert name_all(ticket, other) == ["tickets.get_ticket_code", "tickets.get_code"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("GET /api/v1/users", None, None)], ["users"]),
        ([("GET /api/users", None, "api"), ("GET /api/boats", None, "api")], None),
        ([("GET /shop/users", None, None), ("GET /shop/boats", None, None)], None),
        ([("GET /{org}/users", None, None), ("GET /{org}/boats", None, None)], None),
        ([("GET /users", None, "all"), ("GET /boats", None, "all")], None),
        ([("GET /boats", None, "boats"), ("GET /crew", None, "boats")], ["boats"] * 2),
        ([("GET /boats", None, "Boats API"), ("GET /b", None, "x")], ["boats", "x"]),
        ([("GET /a", None, "boat-controller")], ["boat"]),
        ([("GET /a", None, "BoatService"), ("GET /b", None, "CrewService")], None),
        ([("GET /a", None, "Terms of service"), ("GET /b", None, "b")], None),
        ([("GET /boat", None, None), ("GET /x", None, "Boats")], ["boats", "boats"]),
        ([("POST /createUser", None, None), ("GET /", None, None)], ["default"] * 2),
        ([("POST /chat.postMessage", None, None)], ["chat"]),
        # A path with the name of the resource of operations without a tag.
        ([("GET /default/{id}", None, "all"), ("GET /x", None, "all")], ["all"] * 2),
    ],
)
def test_resources(rows: Sequence[Row], expected: list[str] | None) -> None:
    names = [name.partition(".")[0] for name in name_all(*rows)]
    by_default = {
        "BoatService": ["boat", "crew"],
        "Terms of service": ["terms_of_service", "b"],
    }
    assert names == (expected or by_default.get(rows[0][2] or "", ["users", "boats"]))


def test_verbs() -> None:
    assert begins_with_verb(["get", "code"])
    assert begins_with_verb(["partial", "update"])
    assert begins_with_verb(["sign", "in"])
    assert not begins_with_verb(["museum"])
    assert not begins_with_verb([])
    assert is_verb_phrase(["list"])
    assert is_verb_phrase(["list", "all"])
    assert not is_verb_phrase(["list", "recent"])
    assert not is_verb_phrase(["add", "to"])


@pytest.mark.parametrize(
    "words",
    [
        "book books",
        "box boxes",
        "category categories",
        "status statuses",
        "address addresses",
        "person people",
        "index indices",
        "movie movies",
        "cookie cookies",
        "archive archives",
        "shelf shelves",
        "alias aliases",
        "database databases",
        "batch batches",
        "cause causes",
        "api apis",
        "webhook webhooks",
    ],
)
def test_plurals(words: str) -> None:
    noun, plural = words.split()
    assert is_same_noun([noun], [plural])
    assert singular(plural) == noun
    assert singular(noun) == noun


@pytest.mark.parametrize("noun", ["settings", "news", "series", "status", "dns", "gas"])
def test_singular_nouns(noun: str) -> None:
    assert not is_plural(noun)


def test_nouns_differ() -> None:
    nouns = ["book", "boot", "user", "usage", "new", "news"]
    assert not any(is_same_noun([one], [other]) for one, other in pairwise(nouns[:-1]))
