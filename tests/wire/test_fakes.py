"""Fakes of documents: responses of every kind, recorded calls, routes, errors and living resources."""

from __future__ import annotations

import asyncio
import copy
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from importlib import import_module
from types import ModuleType
from typing import Any
from unittest.mock import AsyncMock, create_autospec, patch

import pytest

from specpress.mock import paths
from tests.wire.clients import generate_package, import_submodule

DOCUMENT = """
servers: [{url: 'https://api.example.com/v1'}]
components:
  schemas:
    Genre: {type: string, enum: [fiction, science]}
    Error: {type: object, required: [message], properties: {message: {type: string}}}
    BookIn:
      type: object
      required: [title]
      properties: {title: {type: string}, genre: {$ref: '#/components/schemas/Genre'}}
    Book:
      type: object
      required: [id, title, genre, authors, published, rating, parent]
      properties:
        id: {type: integer, readOnly: true}
        title: {type: string}
        genre: {$ref: '#/components/schemas/Genre'}
        authors: {type: array, items: {type: string}}
        published: {type: string, format: date}
        rating: {type: number}
        parent: {type: [integer, 'null']}
        note: {type: string}
    Page:
      type: object
      required: [items, total]
      properties:
        items: {type: array, items: {$ref: '#/components/schemas/Book'}}
        total: {type: integer}
        next_cursor: {type: string}
    Review:
      type: object
      required: [id, stars]
      properties: {id: {type: string}, stars: {type: integer}, book_id: {type: integer}}
    Word: {type: object, required: [text], properties: {text: {type: string}}}
    Chain: {type: object, required: [next], properties: {next: {$ref: '#/components/schemas/Next'}}}
    Next: {anyOf: [{$ref: '#/components/schemas/Chain'}, {$ref: '#/components/schemas/End'}]}
    End: {type: object, required: [end], properties: {end: {type: integer}}}
    Endless: {type: object, required: [next], properties: {next: {$ref: '#/components/schemas/Endless'}}}
paths:
  /books:
    get:
      tags: [books]
      operationId: listBooks
      parameters:
        - {name: genre, in: query, schema: {$ref: '#/components/schemas/Genre'}}
        - {name: limit, in: query, schema: {type: integer}}
        - {name: cursor, in: query, schema: {type: string}}
      responses:
        '200': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Page'}}}}
    post:
      tags: [books]
      operationId: createBook
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/BookIn'}}}}
      responses:
        '201': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}
  /books/{book_id}:
    parameters: [{name: book_id, in: path, required: true, schema: {type: integer}}]
    get:
      tags: [books]
      operationId: getBook
      responses:
        '200': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}
        '202': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Word'}}}}
        '204': {description: ''}
        '404': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}
    put:
      tags: [books]
      operationId: replaceBook
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/BookIn'}}}}
      responses:
        '200': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}
        '404': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}
    delete:
      tags: [books]
      operationId: deleteBook
      responses: {'204': {description: ''}}
  /books/{book_id}/reviews:
    parameters: [{name: book_id, in: path, required: true, schema: {type: integer}}]
    get:
      tags: [reviews]
      operationId: listReviews
      responses:
        '200': {description: '', content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Review'}}}}}
    post:
      tags: [reviews]
      operationId: createReview
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Review'}}}}
      responses:
        '201': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Review'}}}}
  /books/{book_id}/reviews/{review_id}:
    parameters:
      - {name: book_id, in: path, required: true, schema: {type: integer}}
      - {name: review_id, in: path, required: true, schema: {type: string}}
    get:
      tags: [reviews]
      operationId: getReview
      responses:
        '200': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Review'}}}}
  /text:
    get:
      tags: [media]
      operationId: readText
      responses: {'200': {description: '', content: {text/plain; charset=latin-1: {schema: {type: string}}}}}
  /number:
    get:
      tags: [media]
      operationId: readNumber
      responses: {'200': {description: '', content: {application/json: {schema: {type: [number, 'null']}}}}}
  /any:
    get:
      tags: [media]
      operationId: readAny
      responses: {'200': {description: '', content: {'*/*': {}}}}
  /file:
    get:
      tags: [media]
      operationId: readFile
      responses: {'200': {description: '', content: {image/png: {}}}}
  /log:
    get:
      tags: [media]
      operationId: readLog
      responses: {'200': {description: '', content: {text/event-stream: {}}}}
  /range:
    get:
      tags: [media]
      operationId: readRange
      responses:
        '200': {description: '', content: {application/json: {schema: {type: integer}}}}
        '2XX': {description: '', content: {application/json: {schema: {type: [string, 'null']}}}}
  /wildcard:
    get:
      tags: [media]
      operationId: readWildcard
      responses:
        '200':
          description: ''
          content:
            application/json: {schema: {type: integer}}
            '*/*': {schema: {type: ['null', object]}}
  /text-or-object:
    get:
      tags: [media]
      operationId: readTextOrObject
      responses:
        '200':
          description: ''
          content:
            text/plain:
              schema:
                oneOf:
                  - {type: string, enum: [a]}
                  - {type: object, required: [n], properties: {n: {type: integer}}}
        '201': {description: '', content: {application/json: {schema: {type: object}}}}
  /size:
    get:
      tags: [media]
      operationId: Größe
      responses: {'200': {description: '', content: {application/json: {schema: {type: integer}}}}}
  /words:
    get:
      tags: [media]
      operationId: readWords
      responses:
        '200':
          description: ''
          content: {text/event-stream: {schema: {$ref: '#/components/schemas/Word'}}}
  /lines:
    get:
      tags: [media]
      operationId: readLines
      responses:
        '200':
          description: ''
          content: {application/jsonl: {itemSchema: {$ref: '#/components/schemas/Word'}}}
"""


@pytest.fixture(scope="module")
def acme() -> ModuleType:
    return generate_package(DOCUMENT)


@pytest.fixture
def testing(acme: ModuleType) -> Any:
    return import_submodule(acme, "testing")


@pytest.fixture
def fake(testing: Any) -> Any:
    return testing.FakeAcme()


@pytest.fixture
def models(acme: ModuleType) -> Any:
    return import_submodule(acme, "models")


def make_book(models: Any, number: int = 1, **fields: Any) -> Any:
    values = {"title": "Dune", "genre": "science", "rating": 4.5, "parent": None}
    published = date(1965, 8, 1)
    values = {**values, "authors": ["Frank"], "published": published, **fields}
    return models.Book(id=number, **values)


# Resource and method, value, and the result of the method.
VALUES: list[tuple[str, Any, Any]] = [
    ("read_text", "ça", "ça"),
    ("read_number", 1.5, 1.5),
    ("read_number", None, None),
    ("read_any", {"a": [1]}, {"a": [1]}),
    ("read_any", b"\x00", b"\x00"),
    ("read_file", b"PNG", b"PNG"),
]


@pytest.mark.parametrize(("name", "value", "expected"), VALUES)
def test_values_of_every_kind(fake: Any, name: str, value: Any, expected: Any) -> None:
    getattr(fake.media, name).returns(value)
    with fake.client() as client:
        assert getattr(client.media, name)() == expected

    async def read() -> Any:
        async with fake.async_client() as client:
            return await getattr(client.media, name)()

    assert asyncio.run(read()) == expected
    assert len(getattr(fake.media, name).calls) == 2


def test_streams(fake: Any, models: Any) -> None:
    words = [models.Word(text="a"), models.Word(text="b\nc")]
    fake.media.read_log.returns(["one", "two\nlines"])
    fake.media.read_words.returns(words)
    fake.media.read_lines.returns(words)
    with fake.client() as client:
        assert [event.data for event in client.media.read_log()] == [
            "one",
            "two\nlines",
        ]
        assert [*client.media.read_words()] == words
        assert [*client.media.read_lines()] == words
    with pytest.raises(ValueError, match="the items of the stream, as a list"):
        fake.media.read_words.returns(words[0])
    with pytest.raises(ValueError, match="/text: expected a string"):
        fake.media.read_lines.returns([{}])


def test_the_value_selects_the_response(fake: Any, models: Any) -> None:
    fake.books.get.returns(make_book(models), models.Word(text="later"), None)
    raw = []
    with fake.client() as client:
        for _ in range(3):
            raw.append(client.raw(client.books.get)(1))
    assert [response.status for response in raw] == [200, 202, 204]
    assert [type(r.parsed).__name__ for r in raw] == ["Book", "Word", "NoneType"]


def test_a_range_of_statuses_is_not_a_status_that_is_documented(
    fake: Any, models: Any
) -> None:
    fake.media.read_range.returns(None, 5)
    with fake.client() as client:
        raw = [client.raw(client.media.read_range)() for _ in range(2)]
    assert [(response.status, response.parsed) for response in raw] == [
        (201, None),
        (200, 5),
    ]


def test_a_wildcard_is_not_a_media_type_that_is_documented(
    fake: Any, models: Any
) -> None:
    fake.media.read_wildcard.returns(None, 5)
    with fake.client() as client:
        raw = [client.raw(client.media.read_wildcard)() for _ in range(2)]
    received = [(response.headers["content-type"], response.parsed) for response in raw]
    assert received == [
        ("application/vnd.fake+json", None),
        ("application/json", 5),
    ]


def test_a_value_that_text_would_change_has_another_response(fake: Any) -> None:
    fake.media.read_text_or_object.returns({})
    with fake.client() as client:
        assert client.media.read_text_or_object() == {}
        assert client.raw(client.media.read_text_or_object)().status == 201


def test_an_operation_with_a_name_that_capitals_change(fake: Any) -> None:
    fake.media.größe.returns(2)
    with fake.client() as client:
        assert client.media.größe() == 2
    assert repr(fake.media.größe) == "<media.größe: 1 calls>"


def test_smallest_values_of_tuples(acme: ModuleType) -> None:
    values = import_submodule(acme, "testing.values")
    for text, expected in (
        ("tuple[int, *tuple[str, ...]]", [0]),
        ("tuple[int, ...]", []),
        ("tuple[()]", []),
        ("tuple[int, str]", [0, ""]),
        ("tuple[int | None]", [None]),
        ("tuple[int] | tuple[()]", [0]),
    ):
        assert values.create_value(values.parse_type(text)) == expected


def test_smallest_values_of_types_that_contain_themselves(acme: ModuleType) -> None:
    values = import_submodule(acme, "testing.values")
    expected = {
        # `Next` has a value only because of its second variant.
        "Chain": {"next": {"end": 0}},
        "Next": {"end": 0},
        # No document is a value of `Endless`.
        "Endless": None,
        "list[Endless]": [],
        "Endless | End": {"end": 0},
        "Endless | None": None,
    }
    found = {t: values.create_value(values.parse_type(t)) for t in expected}
    assert found == expected
    assert not values.is_finite(values.parse_type("Endless"))


def test_values_are_copied_when_they_are_configured(fake: Any, models: Any) -> None:
    book = make_book(models)
    before = copy.copy(book)
    fake.books.get.returns(book)
    book.title = "Changed"
    with fake.client() as client:
        assert client.books.get(1) == before


REFUSED: list[tuple[str, Any, str]] = [
    ("get", {"title": "Dune"}, "/id: expected an integer, got nothing"),
    ("get", {"titel": "Dune"}, r"books\.get cannot return \{'titel': 'Dune'\}"),
    ("get", 3, "expected Book or a dict"),
    ("delete", {}, "expected None, as the response has no content"),
]


@pytest.mark.parametrize(("name", "value", "message"), REFUSED)
def test_values_that_an_operation_does_not_return(
    fake: Any, testing: Any, name: str, value: Any, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        getattr(fake.books, name).returns(value)
    lenient = testing.FakeAcme(on_contradiction="accept")
    lenient.books.get.returns(testing.response(200, {"title": "Dune"}))
    with lenient.client() as client:
        assert client.books.get(1).title == "Dune"


def test_errors(fake: Any, acme: ModuleType, models: Any) -> None:
    errors = import_submodule(acme, "errors")
    with pytest.raises(ValueError, match="another body for status 404: /message"):
        fake.books.get.raises(404, {"text": "gone"})
    with pytest.raises(ValueError, match="must be 300 to 599, got 200"):
        fake.books.get.raises(200)
    fake.books.get.raises(404, models.Error(message="gone"), x_reason="sold")
    with fake.client() as client, pytest.raises(errors.NotFoundError) as caught:
        client.books.get(1)
    assert caught.value.body == models.Error(message="gone")
    assert caught.value.headers["x-reason"] == "sold"
    fake.books.get.raises(LookupError("no network in this test"))
    with fake.client() as client, pytest.raises(LookupError, match="no network"):
        client.books.get(1)


def test_a_retried_call_is_one_call(fake: Any, models: Any, testing: Any) -> None:
    busy = testing.response(503, retry_after="0")
    fake.books.get.returns(busy, busy, make_book(models))
    with fake.client() as client:
        assert client.books.get(1).title == "Dune"
    assert len(fake.books.get.calls) == 1
    assert len(fake.books.get.requests) == len(fake.requests) == 3
    fake.books.get.raises(503)
    with fake.client() as client, pytest.raises(import_errors(client).APIStatusError):
        client.books.get(1)
    assert len(fake.books.get.calls) == 2


def import_errors(client: Any) -> Any:
    package = type(client).__module__.partition(".")[0]
    return __import__(f"{package}.errors", fromlist=["errors"])


def test_functions_receive_the_arguments(fake: Any, models: Any) -> None:
    fake.books.get.returns(lambda call: make_book(models, call.book_id))
    with fake.client() as client, ThreadPoolExecutor(8) as pool:
        books = [*pool.map(client.books.get, range(50))]
    assert sorted(book.id for book in books) == [*range(50)]
    assert sorted(call.book_id for call in fake.books.get.calls) == [*range(50)]


def test_arguments_of_calls(fake: Any, models: Any) -> None:
    fake.books.create.returns(make_book(models))
    fake.books.list.returns({"items": [], "total": 0})
    body = models.BookIn(title="Dune")
    with fake.client() as client:
        client.books.create(body=body, timeout=5)
        client.books.list(genre="science", limit=3)
    (created,), (listed,) = fake.books.create.calls, fake.books.list.calls
    assert created.body is body
    assert created.options == {"timeout": 5}
    assert (listed.genre, listed.limit, listed.cursor) == ("science", 3, None)
    assert repr(listed) == "Call(genre='science', limit=3, cursor=None)"


def test_messages_for_missing_responses(fake: Any, testing: Any) -> None:
    with fake.client() as client:
        for method, call in (
            (lambda: client.books.get(1), r"fake\.books\.get\.returns\(Book\(…\)\)"),
            (lambda: client.books.delete(1), r"fake\.books\.delete\.returns\(\)"),
            (client.media.read_words, r"returns\(\[Word\(…\), …\]\)"),
            (client.media.read_number, r"returns\(…\)"),
        ):
            with pytest.raises(testing.NotConfiguredError, match=call):
                method()
    with pytest.raises(AttributeError, match="FakeBooks has no operation 'gte'"):
        _ = fake.books.gte


def test_routes(fake: Any, models: Any, testing: Any) -> None:
    book = make_book(models)
    fake.on("GET", "/books/{id}").returns(book)
    special = fake.on("get", "/v1/books/7").returns(testing.response(404))
    fake.on("DELETE", "/books/{id}").returns()
    fake.on("POST", "/books").returns(lambda call: {**book.to_dict(), **call.body})
    server = "https://fake.invalid/v1"
    with fake.client(base_url=server) as client:
        assert client.books.get(1) == book
        assert client.books.delete(1) is None
        assert client.books.create(body={"title": "Emma"}).title == "Emma"
        with pytest.raises(import_errors(client).NotFoundError):
            client.books.get(7)
    assert len(special.calls) == 1
    assert [call.id for call in fake.on("GET", "/books/{id}").calls] == ["1"]
    fake.books.get.returns(make_book(models, 9))
    with fake.client() as client:
        assert client.books.get(1).id == 9


def test_exceptions(acme: ModuleType, testing: Any, models: Any) -> None:
    errors, books = import_submodule(acme, "errors"), import_submodule(
        acme, "resources.books"
    )
    error = testing.error(
        404, {"message": "gone"}, books.AsyncBooks.get, x_request_id="r1"
    )
    assert type(error) is errors.NotFoundError
    assert error.body == models.Error(message="gone")
    assert (error.status, error.request, error.attempts) == (
        404,
        "GET /books/{book_id}",
        1,
    )
    assert str(error).startswith("GET /books/{book_id} returned 404: gone")
    assert testing.error(404, models.Error(message="x")).body.message == "x"
    assert type(testing.error(418)) is errors.ClientStatusError
    assert type(testing.error(500, {"a": 1})) is errors.ServerStatusError
    assert testing.error(500, {"a": 1}).body == {"a": 1}
    with pytest.raises(ValueError, match="no operation documents this body"):
        testing.error(404, {"text": "gone"})
    with pytest.raises(ValueError, match="is not a method of a resource"):
        testing.error(404, None, print)


def test_mocks(acme: Any, fake: Any) -> None:
    client = fake.client()
    with patch.object(client.books, "get", return_value=3):
        assert client.books.get(1) == 3
    mock = create_autospec(acme.Acme, instance=True)
    mock.books.get(1)
    mock.books.get.assert_called_once_with(1)
    with pytest.raises(TypeError):
        mock.books.get()
    with pytest.raises(AttributeError):
        _ = mock.books.gte
    assert isinstance(create_autospec(acme.AsyncAcme).books.get, AsyncMock)
    assert client.books is client.books


def test_living_books(testing: Any, models: Any, capsys: Any) -> None:
    fake = testing.FakeAcme(living=True)
    testing.FakeAcme(living=True)
    assert capsys.readouterr().err.count("Book at /books/{book_id}, id 'id'") == 1
    with fake.client() as client:
        dune = client.books.create(body=models.BookIn(title="Dune", genre="science"))
        emma = client.books.create(body={"title": "Emma"})
        assert (dune.id, emma.id, emma.genre) == (1, 2, "fiction")
        assert dune.published == date(2000, 1, 1)
        assert client.books.list().items == [dune, emma]
        assert client.books.list(genre="science").items == [dune]
        page = client.books.list(limit=1)
        assert (page.items, page.response.total, page.response.next_cursor) == (
            [dune],
            2,
            "1",
        )
        page = client.books.list(limit=1, cursor=page.response.next_cursor)
        assert (page.items, page.next_cursor) == ([emma], None)
        replaced = client.books.replace(1, body={"title": "Dune II"})
        assert (replaced.id, replaced.title) == (1, "Dune II")
        client.books.delete(1)
        with pytest.raises(import_errors(client).NotFoundError) as caught:
            client.books.get(1)
    assert caught.value.body.message == "GET /books/{book_id}: not found"
    assert fake.stored(models.Book) == [emma]


def test_living_resources_of_a_resource(testing: Any, models: Any) -> None:
    fake = testing.FakeAcme(living=True)
    review = models.Review(id="r1", stars=5)
    assert fake.add(review, book_id=7) == review
    with pytest.raises(TypeError, match="has book_id"):
        fake.add(review)
    with pytest.raises(LookupError, match="no resource of type Word"):
        fake.stored(models.Word)
    with fake.client() as client:
        added = client.reviews.create(7, body={"id": "r2", "stars": 1})
        assert added.book_id == 7
        assert client.reviews.get(7, "r2") == added
        assert [r.id for r in client.reviews.list(7)] == ["r1", "r2"]
        assert client.reviews.list(8) == []
        with pytest.raises(import_errors(client).APIStatusError, match="409"):
            client.reviews.create(7, body={"id": "r2", "stars": 2})


def test_subclass_of_a_fake(testing: Any) -> None:
    class FakeWithText(testing.FakeAcme):  # type: ignore[misc, name-defined]
        def __init__(self) -> None:
            super().__init__()
            self.media.read_text.returns("text")

    with FakeWithText().client() as client:
        assert client.media.read_text() == "text"


def test_fake_without_living_resources(fake: Any) -> None:
    with pytest.raises(LookupError, match=r"create FakeAcme\(living=True\)"):
        _ = fake.inferred


@pytest.mark.parametrize(
    ("template", "path"),
    [
        ("/{a}{b}", "/123"),
        ("/{a}{b}{c}/x", "/12/x"),
        ("/{a}-{b}-{c}", "/1-2-3-4"),
        ("/{a}/{b}/{a}", "/1/2/1"),
        ("/{a}.{b}", "/a.b.json"),
        ("/files/{}/x", "/files/%7B%7D/x"),
        ("/straße/{id}", "/stra%c3%9fe/7"),
        ("/a{b{c}d}", "/a%7Bb1d%7D"),
        ("/~me/{id}", "/%7Eme/a%2Fb"),
        ("/{a}?kind=x", "/1"),
        ("/" + "{a}-" * 40 + "x", "/" + "-" * 5000 + "y"),
    ],
)
def test_paths_match_as_in_the_mock_server(
    testing: Any, template: str, path: str
) -> None:
    patterns = import_module(f"{testing.__name__}.path_patterns")
    before, _ = paths.split_query(template)
    mocked, names = paths.route_template(before)
    match = paths.PathPattern(mocked).match(paths.normalize(path))
    expected = match and [match.values[f"p{n}"] for n in range(len(names))]
    pattern = patterns.PathPattern(template)
    assert (pattern.names, pattern.match(path)) == (names, expected)
    assert pattern.match(f"/v1{path}", is_prefixed=True) == expected
    assert pattern.rank == paths.sort_key(mocked)


ENVELOPES = """
components:
  schemas:
    UserIn: {type: object, required: [name], properties: {name: {type: string}, address: {$ref: '#/components/schemas/AddressIn'}}}
    AddressIn: {type: object, properties: {city: {type: string}}}
    Address: {type: object, required: [id, city], properties: {id: {type: integer}, city: {type: string}}}
    User:
      type: object
      required: [uuid, name]
      properties:
        uuid: {type: string, format: uuid}
        name: {type: string}
        address: {$ref: '#/components/schemas/Address'}
    UserBody: {type: object, required: [user], properties: {user: {$ref: '#/components/schemas/UserIn'}}}
    UserResult:
      type: object
      required: [data, success]
      properties: {data: {$ref: '#/components/schemas/User'}, success: {type: boolean, const: true}}
    Users:
      type: object
      required: [data, meta]
      properties:
        data: {type: array, items: {$ref: '#/components/schemas/User'}}
        meta:
          type: object
          required: [total_count, page, per_page, request]
          properties: {total_count: {type: integer}, page: {type: integer}, per_page: {type: integer}, request: {type: string}}
    Tag: {type: object, required: [id], properties: {id: {type: integer}, text: {type: string}}}
    Tags:
      type: object
      properties:
        result: {type: object, properties: {tags: {type: array, items: {$ref: '#/components/schemas/Tag'}}, count: {type: integer}}}
paths:
  /users:
    get:
      tags: [users]
      operationId: listUsers
      parameters:
        - {name: page, in: query, schema: {type: integer}}
        - {name: per_page, in: query, schema: {type: integer, default: 2}}
        - {name: name, in: query, schema: {type: string}}
      responses: {'200': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Users'}}}}}
    post:
      tags: [users]
      operationId: createUser
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/UserBody'}}}}
      responses: {'201': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/UserResult'}}}}}
  /users/{user_uuid}:
    parameters: [{name: user_uuid, in: path, required: true, schema: {type: string, format: uuid}}]
    get:
      tags: [users]
      operationId: getUser
      responses: {'200': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/UserResult'}}}}}
    put:
      tags: [users]
      operationId: replaceUser
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/UserBody'}}}}
      responses: {'200': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/UserResult'}}}}}
    delete: {tags: [users], operationId: deleteUser, responses: {'204': {description: ''}}}
  /tags:
    get: {tags: [tags], operationId: listTags, responses: {'200': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Tags'}}}}}}
  /tags/{id}:
    get:
      tags: [tags]
      operationId: getTag
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses: {'200': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Tag'}}}}}
"""


def test_living_resources_in_envelopes() -> None:
    acme = generate_package(ENVELOPES)
    models, testing = import_submodule(acme, "models"), import_submodule(
        acme, "testing"
    )
    fake = testing.FakeAcme(living=True)
    assert "User at /users/{user_uuid}, id 'uuid': list, create, read" in fake.inferred
    assert "Tag at /tags/{id}, id 'id': list, read" in fake.inferred
    address = {"city": "Paris"}
    with fake.client() as client:
        names = ["Ada", "Bob", "Eve"]
        bodies = [{"user": {"name": name, "address": address}} for name in names]
        ada, bob, eve = (client.users.create(body=body).data for body in bodies)
        # Nested objects have the fields of the response.
        assert ada.address == models.Address(id=0, city="Paris")
        result = client.users.get(ada.uuid)
        assert (result.data, result.success) == (ada, True)
        assert [*client.users.list()] == [ada, bob, eve]
        last = client.users.list(page=2)
        assert last.items == [eve]
        meta = last.response.meta
        assert (meta.total_count, meta.page, meta.per_page) == (3, 2, 2)
        assert client.users.list(name="Bob").items == [bob]
        body = models.UserBody(user=models.UserIn(name="Ann"))
        changed = client.users.replace(ada.uuid, body=body).data
        assert (changed.uuid, changed.name, changed.address) == (ada.uuid, "Ann", None)
        client.users.delete(bob.uuid)
        fake.add(models.Tag(id=7, text="new"))
        tags = client.tags.list().result
        assert (tags.tags, tags.count) == ([models.Tag(id=7, text="new")], 1)
        assert client.tags.get(7).text == "new"
    assert fake.stored(models.User) == [changed, eve]


PAGES = """
components:
  schemas:
    Item: {type: object, required: [id], properties: {id: {type: integer}}}
PATHS
"""
PAGE_STYLES: dict[str, tuple[str, str]] = {
    "offset": (
        "offset: integer, limit: integer",
        "items, total: integer, limit: integer, offset: integer",
    ),
    "zero-based": (
        "page: integer 0, size: integer",
        "content, totalPages: integer, last: boolean",
    ),
    "cursor": (
        "cursor: string, page_size: integer",
        "items, next_cursor: string, has_more: boolean, total: integer",
    ),
    "item": ("starting_after: integer, limit: integer", "data, has_more: boolean"),
    "url": ("page: integer, page_size: integer", "results, count: integer, next: uri"),
    "url with offset": (
        "offset: integer, limit: integer",
        "results, count: integer, next: uri",
    ),
    "url without parameters": ("size: integer", "value, nextLink: uri"),
    "link": ("page: integer, per_page: integer", ""),
}


def make_schema(text: str) -> dict[str, Any]:
    kind, _, default = text.strip().partition(" ")
    schema = {"type": "string", "format": kind} if kind == "uri" else {"type": kind}
    return {**schema, **({"default": int(default)} if default else {})}


def make_list(parameters: str, properties: str) -> dict[str, Any]:
    """Return the operation that lists items."""
    split = [part.partition(": ") for part in parameters.split(", ")]
    items = {"type": "array", "items": {"$ref": "#/components/schemas/Item"}}
    schema: Any = items
    if properties:
        parts = [part.partition(": ") for part in properties.split(", ")]
        keys = {name: make_schema(text) if text else items for name, _, text in parts}
        schema = {"type": "object", "required": [*keys][:1], "properties": keys}
    response = {"description": "", "content": {"application/json": {"schema": schema}}}
    link = {"headers": {"Link": {"schema": {"type": "string"}}}}
    return {
        "operationId": "listItems",
        "tags": ["items"],
        "parameters": [
            {"name": name, "in": "query", "schema": make_schema(text)}
            for name, _, text in split
        ],
        "responses": {"200": response if properties else {**response, **link}},
    }


@pytest.mark.parametrize("style", PAGE_STYLES)
def test_living_pages_of_every_style(style: str) -> None:
    """Expect that a client iterates over all items, whatever the pagination is."""
    parameters, properties = PAGE_STYLES[style]
    item = {"$ref": "#/components/schemas/Item"}
    read = {
        "operationId": "getItem",
        "tags": ["items"],
        "parameters": [
            {
                "name": "id",
                "in": "path",
                "required": True,
                "schema": {"type": "integer"},
            }
        ],
        "responses": {
            "200": {
                "description": "",
                "content": {"application/json": {"schema": item}},
            }
        },
    }
    paths = {
        "/items": {"get": make_list(parameters, properties)},
        "/items/{id}": {"get": read},
    }
    acme = generate_package(PAGES.replace("PATHS", f"paths: {json.dumps(paths)}"))
    models, testing = import_submodule(acme, "models"), import_submodule(
        acme, "testing"
    )
    fake = testing.FakeAcme(living=True)
    for number in range(1, 6):
        fake.add(models.Item(id=number))
    size = parameters.rpartition(", ")[2].partition(":")[0]
    with fake.client() as client:
        pages = [*client.items.list(**{size: 2}).pages()]
        assert [[i.id for i in p.items] for p in pages] == [[1, 2], [3, 4], [5]]
        assert len(fake.items.list.requests) == 3
        last, response = pages[-1], pages[1].response
        assert not last.has_next
        if style == "offset":
            assert (response.total, response.limit, response.offset) == (5, 2, 2)
        if style == "zero-based":
            assert (response.total_pages, response.last) == (3, False)
        if style == "cursor":
            assert (response.total, response.has_more) == (5, True)
        if style == "url":
            assert response.count == 5
            assert [i.id for i in client.items.list(page=2, page_size=2).items] == [
                3,
                4,
            ]
