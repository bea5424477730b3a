"""Terms, contact and licence of an API, documentation elsewhere, scopes and credentials in the package."""

from __future__ import annotations

from pathlib import Path

import pytest

from specpress.config import Settings
from specpress.pipeline import generate

DOCUMENT = """
openapi: 3.1.0
info:
  title: Acme
  version: '1'
  termsOfService: https://example.com/terms
  contact: {name: Support, email: support@example.com}
  license: {name: MIT, identifier: MIT}
externalDocs: {url: 'https://example.com/guide'}
servers: [{url: 'https://example.com'}]
tags:
- {name: orders, externalDocs: {url: 'https://example.com/orders', description: All about orders.}}
paths:
  /orders:
    get:
      operationId: listOrders
      tags: [orders]
      externalDocs: {url: "https://example.com/list\\n\\nimport it", description: API documentation}
      security: [{login: [read, list]}, {login: [admin], key: []}]
      responses: {'200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    login:
      type: oauth2
      description: "# Login\\n\\nWith your account.\\n\\nMore."
      flows: {authorizationCode: {authorizationUrl: 'https://example.com/login', tokenUrl: 'https://example.com/token', scopes: {read: R, list: L, admin: A}}}
  schemas:
    Order: {type: object, externalDocs: {url: 'https://example.com/order'}, properties: {id: {type: string}}}
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("docs")
    return _generate(folder, DOCUMENT)


def _generate(folder: Path, document: str) -> dict[str, str]:
    path = folder / "openapi.yaml"
    path.write_text(document, "utf-8")
    settings = Settings(str(path), folder / "out", "acme", "acme", "Acme")
    return generate(settings).files


def test_readme_has_terms_contact_and_licence(files: dict[str, str]) -> None:
    text = files["README.md"].partition("## About the API\n\n")[2]
    assert text.splitlines() == [
        "- See https://example.com/guide",
        "- Terms of service: https://example.com/terms",
        "- Contact: Support, support@example.com",
        "- Licence of the API: MIT",
    ]


def test_readme_without_them_has_no_such_part(tmp_path: Path) -> None:
    plain = DOCUMENT.replace("externalDocs: {url: 'https://example.com/guide'}\n", "")
    for key in ("termsOfService", "contact", "license"):
        plain = plain.replace(f"  {key}:", f"  x-{key}:")
    assert "About the API" not in _generate(tmp_path, plain)["README.md"]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (
            "acme/_client.py",
            '"""Client for Acme.\n\n    See https://example.com/guide\n    """',
        ),
        (
            "acme/resources/orders.py",
            '"""Operations tagged orders.\n\n    All about orders: https://example.com/orders\n    """',
        ),
        (
            "acme/resources/orders.py",
            "API documentation: https://example.com/list import it",
        ),
        (
            "acme/resources/orders.py",
            "\n\n        Scopes: `read`, `list`; or `admin`.\n\n        API documentation: ",
        ),
        (
            "README.md",
            "`: With your account. Authorization: https://example.com/login\n\n",
        ),
        ("acme/models/order.py", "See https://example.com/order"),
        ("docs/reference.md", "\nAll about orders: https://example.com/orders\n"),
    ],
)
def test_documentation_of_a_part_has_its_texts(
    files: dict[str, str], file: str, text: str
) -> None:
    assert text in files[file]
