"""Tests of the service: plain requests, and calls of the generated client."""

from __future__ import annotations

import asyncio

import httpx2
import openapi_spec_validator
import service
from bookshop_client import AsyncBookshop
from bookshop_client.models import Author, Book, BookIn, BookPatch, Genre
from fastapi.testclient import TestClient

BOOK = {"title": "Kindred", "price": 12.5, "authors": [{"name": "Octavia E. Butler"}]}


def test_bodies_and_responses_have_the_names_in_json() -> None:
    client = TestClient(service.app)
    voucher = {"kind": "voucher", "code": "SPRING", "from": "Grace"}
    assert client.post("/payments", json=voucher).json() == voucher
    created = client.post("/books", json={**BOOK, "genre": "kids"})
    assert created.status_code == 201
    assert created.json().keys() == {*BOOK, "genre", "id", "created_at"}
    copied = client.post(f"/books/{created.json()['id']}/copies").json()
    shelf = client.get("/shelves/kids").json()
    assert shelf == {
        "genre": "kids",
        "books": [created.json(), copied],
        "payment": None,
    }


def test_response_without_a_response_model() -> None:
    shown = TestClient(service.app).get("/payments/example").json()
    # The Python names of `dataclasses.asdict`, instead of the names in JSON.
    assert shown == {"kind": "transfer", "iban": "DE02", "extra": {}}


def test_faults_have_locations() -> None:
    client = TestClient(service.app)
    response = client.post("/books", json={"title": 1, "price": "1", "authors": [{}]})
    assert response.status_code == 422
    assert [(e["loc"], e["type"]) for e in response.json()["detail"]] == [
        (["body", "title"], "invalid_value"),
        (["body", "authors", 0, "name"], "missing"),
    ]


def test_document_of_the_service() -> None:
    document = service.app.openapi()
    openapi_spec_validator.validate(document)
    schemas = document["components"]["schemas"]
    price = schemas["BookIn"]["properties"]["price"]["description"]
    assert price == "Price in EUR\n\n`float`: More than 0.0."
    assert schemas["BookIn"]["required"] == ["title", "price", "authors"]
    assert schemas["Payment"]["discriminator"]["propertyName"] == "kind"
    assert schemas["Genre"]["enum"] == ["fiction", "non-fiction", "science", "kids"]


def test_generated_client_calls_the_service() -> None:
    async def call() -> Book:
        transport = httpx2.ASGITransport(service.app)
        async with (
            httpx2.AsyncClient(transport=transport) as http,
            AsyncBookshop(
                base_url="https://shop.test", token="t", transport=http
            ) as client,
        ):
            authors = [Author(name="Ursula K. Le Guin")]
            book = BookIn(title="The Dispossessed", price=10, authors=authors)
            created = await client.books.create(body=book)
            patch = BookPatch(genre=Genre.SCIENCE, published=None)
            await client.books.update(created.id, body=patch)
            return await client.books.get(created.id)

    book = asyncio.run(call())
    assert repr(book).startswith(
        "Book(title='The Dispossessed', genre=Genre.SCIENCE, price='10', "
        "authors=[Author(name='Ursula K. Le Guin')], published=None, id=UUID('"
    )
