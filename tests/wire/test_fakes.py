"""Fakes of documents: responses of every kind, recorded calls, routes, errors and living resources."""

from __future__ import annotations

import asyncio
import copy
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from types import ModuleType
from typing import Any
from unittest.mock import AsyncMock, create_autospec, patch

import pytest

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
    ):
        assert values.create_value(values.parse_type(text)) == expected


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
