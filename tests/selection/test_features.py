"""A selection in a document with a lifecycle, in the fake, in the mock server, and in a Swagger 2.0 document."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent

import pytest

from specpress.config import Criteria, Settings
from specpress.document.problems import DocumentError, Problems
from specpress.mock import serving
from specpress.mock.app import Mock
from specpress.pipeline import Generated, open_document
from specpress.reader import build
from tests.mock.serving import MockServer
from tests.property.packages import PACKAGE
from tests.selection.generation import BOOKSHOP, CASES, generate_selected, read_output
from tests.shared import write_sources

ORDERS = CASES / "lifecycle_of_an_order/openapi.yaml"
SWAGGER = CASES / "swagger_2/openapi.yaml"
READ = (Criteria(operations=("getOrder",)),)
PAY = (Criteria(operations=("getOrder", "payOrder")),)
BOOKS = (Criteria(paths=("/books/**",), methods=("GET", "POST")),)


def generate(spec: Path, tmp_path: Path, *include: Criteria) -> Generated:
    return generate_selected(spec, tmp_path, include=include, package=PACKAGE)


@contextmanager
def serve(spec: Path, tmp_path: Path, *include: Criteria) -> Iterator[MockServer]:
    """Serve the selected operations, as `specpress mock` does."""
    problems = Problems()
    settings = Settings(str(spec), tmp_path, include=include)
    workspace, _ = open_document(settings, problems)
    mock = Mock(workspace, build(workspace.root, problems), problems, advance="never")
    with serving.serve_in_background(mock.create_app(False)) as url:
        yield MockServer(url, mock)


def test_lifecycle_has_the_selected_transitions(tmp_path: Path) -> None:
    files = generate(ORDERS, tmp_path, *PAY).files
    page = files["docs/lifecycles.md"]
    assert "placed --> paid : orders.pay" in page
    # Another client may ship the order: the arrow has no operation.
    assert "paid --> shipped\n" in page
    assert "cancel(" not in files[f"{PACKAGE}/resources/orders.py"]
    refusals = files[f"{PACKAGE}/errors.py"]
    assert "OrderTooLateToCancel" not in refusals


def test_lifecycle_without_transitions(tmp_path: Path) -> None:
    whole = generate(ORDERS, tmp_path).files
    files = generate(ORDERS, tmp_path, *READ).files
    states = f"{PACKAGE}/states/order.py"
    assert files[states] == whole[states]
    for path in ("outcomes.py", "_runtime/lifecycle/confirmation.py"):
        assert f"{PACKAGE}/{path}" in whole
        assert f"{PACKAGE}/{path}" not in files
    assert f"{PACKAGE}/waiting.py" in files
    arrows = [
        line for line in files["docs/lifecycles.md"].splitlines() if "-->" in line
    ]
    for line in arrows:
        assert ":" not in line
    assert len(arrows) == sum(
        "-->" in x for x in whole["docs/lifecycles.md"].splitlines()
    )


def run(generated: Generated, tmp_path: Path, program: str) -> None:
    """Run a program that uses the fake of a client."""
    write_sources(generated.files, tmp_path)
    head = f"from {PACKAGE} import models\nfrom {PACKAGE}.testing import FakeAcme\n"
    (tmp_path / "program.py").write_text(head + dedent(program), "utf-8")
    subprocess.run([sys.executable, "program.py"], cwd=tmp_path, check=True)


def test_fake_changes_the_state(tmp_path: Path) -> None:
    program = """
        fake = FakeAcme()
        with fake.client() as client:
            order = fake.orders.add(state="placed")
            body = models.Payment(method="cash")
            assert client.orders.pay(order.id, body=body).state == "paid"
            assert client.orders.get(order.id).state == "paid"
            assert not hasattr(client.orders, "ship")
    """
    run(generate(ORDERS, tmp_path, *PAY), tmp_path, program)


def test_living_fake(tmp_path: Path) -> None:
    program = """
        with FakeAcme(living=True).client() as client:
            author = models.Author(name="Jane Austen")
            body = models.BookIn(title="Emma", price=9, authors=[author])
            emma = client.books.create(body=body)
            assert [book.title for book in client.books.list()] == ["Emma"]
            assert client.books.get(emma.id) == emma
            assert not hasattr(client.books, "delete")
    """
    run(generate(BOOKSHOP, tmp_path, *BOOKS), tmp_path, program)


def test_mock_server(tmp_path: Path) -> None:
    with serve(BOOKSHOP, tmp_path, *BOOKS) as server:
        login = {"authorization": "Bearer token"}
        assert server.request("GET", "/books", **login).status == 200
        assert server.request("GET", "/orders").status == 404
        assert server.request("DELETE", "/books").status == 405
    with serve(ORDERS, tmp_path, *PAY) as server:
        paid = server.request(
            "PUT",
            "/orders/1/payment",
            json.dumps({"method": "cash"}),
            content_type="application/json",
        )
        assert paid.json["state"] == "paid"
        assert server.request("POST", "/orders/1/shipment").status == 404
        assert server.request("GET", "/orders/1").json["state"] == "paid"


def test_swagger_document(tmp_path: Path) -> None:
    cover = (Criteria(operations=("*Cover",)),)
    whole = read_output(generate(SWAGGER, tmp_path))
    generated = generate(SWAGGER, tmp_path, *cover)
    output = read_output(generated)
    assert generated.left_out == 3
    assert not generated.omissions
    assert {o.operation_id for o in generated.api.operations} == {
        "getCover",
        "uploadCover",
    }
    (methods,) = output.list_methods().values()
    assert methods < whole.list_methods()["books"]
    assert "Error" in output.models
    assert output.models < whole.models
    with serve(SWAGGER, tmp_path, *cover) as server:
        key = {"x_key": "secret"}
        assert server.request("GET", "/v1/books/1/cover", **key).status == 200
        assert server.request("GET", "/v1/books", **key).status == 404


def test_unmatched_value_in_a_swagger_document_is_located(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        generate(SWAGGER, tmp_path, Criteria(operations=("getCovers",)))
    (problem,) = caught.value.problems
    assert problem.hint == "did you mean `getCover`?"
