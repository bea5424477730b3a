"""What an error says in its one line: the server's own words, whatever shape they have, and nothing that breaks a log."""

from __future__ import annotations

import re
from typing import Any

import pytest
from extend_client import APIError, Extend, errors
from extend_client.testing import FakeTransport, response

PAGE = "<html><h1>Bad gateway</h1></html>"


def line(status: int, body: Any, **headers: str) -> str:
    transport = FakeTransport(response(status, body, **headers))
    with (
        Extend(token="t", transport=transport, max_retries=0) as client,
        pytest.raises(APIError) as caught,
    ):
        client.extract_runs.cancel("exr_1")
    return str(caught.value)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"message": "No tea."}, ": No tea."),
        ({"error": {"message": "No tea."}}, ": No tea."),
        ({"error": "no_tea", "error_description": "No tea."}, ": No tea."),
        ({"title": "Teapot", "detail": "No tea."}, ": No tea."),
        ({"title": "Teapot", "status": 418}, ": Teapot"),
        ({"errors": [{"message": "No tea."}, {"message": "None."}]}, ": No tea."),
        ({"detail": [{"msg": "No tea.", "loc": ["body"]}]}, ": No tea."),
        ({"message": None, "error": "no_tea"}, ": no_tea"),
        ("no_tea", ": no_tea"),
        ({"message": "  "}, ""),
        ({"code": 7}, ""),
        ([], ""),
        (None, ""),
    ],
)
def test_the_words_of_the_server_are_found(body: Any, told: str) -> None:
    assert line(418, body) == f"POST /extract_runs/{{id}}/cancel answered 418{told}"


def test_a_text_is_told_and_a_page_is_not() -> None:
    assert line(418, b"No tea.", content_type="text/plain").endswith("418: No tea.")
    assert line(418, PAGE.encode(), content_type="text/html").endswith("418")
    assert line(418, PAGE.encode(), content_type="text/plain").endswith("418")
    assert line(418, b'{"message": "No te').endswith("418")


@pytest.mark.parametrize("status", [418, 500])
def test_it_is_one_line_of_a_bounded_length(status: int) -> None:
    words = "No tea.\r\n\x1b[31mINFO all is well\u2028\u202e" * 1000
    told = line(status, {"code": "C", "message": words, "requestId": "r\nINFO x"})
    assert told.isprintable()
    assert len(told) < 400
    assert ": No tea. [31mINFO all is well" in told


def test_the_tree_that_is_drawn_is_that_of_the_classes() -> None:
    lines = (errors.__doc__ or "").splitlines()
    parents: dict[int, str] = {}
    drawn = {}
    for line in lines[lines.index("APIError") :]:
        if name := re.search(r"\w+", line):
            parents[name.start()] = name[0]
            drawn[name[0]] = parents.get(name.start() - 4)
    kinds = {n: k for n, k in vars(errors).items() if n in errors.__all__}
    exceptions = {n: k for n, k in kinds.items() if issubclass(k, APIError)}
    assert drawn.keys() == exceptions.keys()
    for name, parent in drawn.items():
        bases = [base.__name__ for base in exceptions[name].__bases__]
        assert parent is None or parent in bases
