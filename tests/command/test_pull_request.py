"""The comment of the action on a pull request, against a fake of GitHub's API on loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from specpress.cli import pull_request
from specpress.cli.pull_request import MAX_LENGTH, make_marker, publish, write_body
from tests.command.github import GitHub, serve_github

MARKER = make_marker("openapi.yaml")


@pytest.fixture
def github() -> GitHub:
    return GitHub()


@pytest.fixture
def environment(
    github: GitHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[dict[str, str]]:
    """Return the variables of a run of the action, with the API on loopback."""

    monkeypatch.setenv("NO_PROXY", "*")
    event = tmp_path / "event.json"
    write_event(event, "ann/books")
    with serve_github(github) as url:
        yield {
            "GITHUB_API_URL": url,
            "GITHUB_REPOSITORY": "ann/books",
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
            "GITHUB_TOKEN": "secret",
        }


def write_event(path: Path, repository: str | None) -> None:
    head = {"repo": None if repository is None else {"full_name": repository}}
    path.write_text(json.dumps({"pull_request": {"number": 7, "head": head}}), "utf-8")


def read_summary(environment: dict[str, str]) -> str:
    path = Path(environment["GITHUB_STEP_SUMMARY"])
    return path.read_text("utf-8") if path.exists() else ""


def test_comment_is_created_then_edited(
    github: GitHub, environment: dict[str, str]
) -> None:
    github.add("Looks good", "bob")
    assert publish("One change\n", "openapi.yaml", environment) == "comment created"
    assert publish("Two changes\n", "openapi.yaml", environment) == "comment edited"
    assert publish("Two changes\n", "openapi.yaml", environment) == "comment unchanged"
    assert [c["body"] for c in github.comments] == [
        "Looks good",
        f"{MARKER}\nTwo changes\n",
    ]
    assert read_summary(environment) == ""


def test_each_document_has_a_comment(
    github: GitHub, environment: dict[str, str]
) -> None:
    for name in ("openapi.yaml", "orders.yaml", "openapi.yaml"):
        publish(f"Changes of {name}\n", name, environment)
    assert len(github.comments) == 2


def test_comment_on_a_later_page(github: GitHub, environment: dict[str, str]) -> None:
    for number in range(150):
        github.add(f"Comment {number}", "bob")
    github.add(f"{MARKER}\nOld\n")
    assert publish("New\n", "openapi.yaml", environment) == "comment edited"
    assert github.comments[-1]["body"] == f"{MARKER}\nNew\n"
    assert len(github.comments) == 151


def test_second_comment_of_a_concurrent_run_is_deleted(
    github: GitHub, environment: dict[str, str]
) -> None:
    github.add(f"{MARKER}\nOne\n")
    github.add(f"{MARKER}\nOne\n")
    publish("Two\n", "openapi.yaml", environment)
    assert [c["body"] for c in github.comments] == [f"{MARKER}\nTwo\n"]


def test_marker_in_the_comment_of_somebody_else(
    github: GitHub, environment: dict[str, str]
) -> None:
    github.add(f"{MARKER}\nMine", "mallory")
    assert publish("Changes\n", "openapi.yaml", environment) == "comment created"
    assert [c["body"] for c in github.comments] == [
        f"{MARKER}\nMine",
        f"{MARKER}\nChanges\n",
    ]


def test_hostile_text_makes_no_second_comment(
    github: GitHub, environment: dict[str, str]
) -> None:
    hostile = f"Books {MARKER} --> <!-- \u202e ::error::x\n{make_marker('other')}\n"
    for text in (hostile, f"{hostile}more\n"):
        publish(text, "openapi.yaml", environment)
    (comment,) = github.comments
    assert comment["body"] == f"{MARKER}\n{hostile}more\n"
    # The comment belongs to one document, whatever its text contains.
    assert publish("x\n", "other", environment) == "comment created"


NAMES = ("a", "a -->", "a--b", "a-b", "a\nb", "é", "è", "a" * 200, "-->", "./a b", ".")


def test_names_cannot_end_the_marker() -> None:
    markers = {make_marker(name) for name in NAMES}
    assert len(markers) == len(NAMES)
    for marker in markers:
        content = marker.removeprefix("<!--").removesuffix("-->")
        assert "--" not in content
        assert "\n" not in content
        assert ">" not in content


@pytest.mark.parametrize("character", ["a", "é", "😀"])
def test_long_text_is_cut_at_a_line(
    github: GitHub, environment: dict[str, str], character: str
) -> None:
    line = character * 99 + "\n"
    assert publish(line * 2000, "openapi.yaml", environment) == "comment created"
    (comment,) = github.comments
    first, *lines = comment["body"].splitlines()
    kept = [text for text in lines if text == line.rstrip()]
    assert first == MARKER
    assert lines[-1].startswith(f"**{2000 - len(kept)} lines are left out**")
    room = MAX_LENGTH - pull_request._measure(comment["body"])
    assert 0 <= room < 250


def test_text_of_the_maximum_length_is_not_cut() -> None:
    text = "a" * (MAX_LENGTH - len(MARKER) - 1)
    assert write_body(MARKER, text) == f"{MARKER}\n{text}"
    assert "1 lines are left out" in write_body(MARKER, f"{text}b")


def test_nothing_to_report_creates_no_comment(
    github: GitHub, environment: dict[str, str]
) -> None:
    outcome = publish("None\n", "openapi.yaml", environment, is_empty=True)
    assert outcome == "comment not needed"
    assert github.comments == []
    github.add(f"{MARKER}\nBreaking\n")
    publish("None\n", "openapi.yaml", environment, is_empty=True)
    assert github.comments[0]["body"] == f"{MARKER}\nNone\n"


@pytest.mark.parametrize("repository", ["mallory/books", None])
def test_pull_requests_of_forks_have_a_summary(
    github: GitHub, environment: dict[str, str], repository: str | None
) -> None:
    write_event(Path(environment["GITHUB_EVENT_PATH"]), repository)
    outcome = publish("Changes\n", "openapi.yaml", environment)
    assert outcome.startswith("job summary written: the pull request is from a fork")
    assert read_summary(environment) == "Changes\n\n"
    assert github.requests == []


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (403, "403; the job needs the permission `pull-requests: write`"),
        (502, "GitHub responded with 502"),
    ],
)
def test_failures_fall_back_to_the_summary(
    github: GitHub, environment: dict[str, str], status: int, reason: str
) -> None:
    github.status = status
    outcome = publish("Changes\n", "openapi.yaml", environment)
    assert outcome.startswith("job summary written") and outcome.endswith(reason)
    assert read_summary(environment) == "Changes\n\n"


def test_redirects_do_not_receive_the_token(
    github: GitHub, environment: dict[str, str]
) -> None:
    github.status, github.location = 302, f"{environment['GITHUB_API_URL']}/other"
    outcome = publish("Changes\n", "openapi.yaml", environment)
    assert outcome.endswith("GitHub responded with 302")
    assert github.requests == ["GET /repos/ann/books/issues/7/comments"]


def test_an_api_that_does_not_respond(environment: dict[str, str]) -> None:
    environment["GITHUB_API_URL"] = "http://127.0.0.1:1"
    outcome = publish("Changes\n", "openapi.yaml", environment)
    assert "GitHub did not respond: URLError" in outcome


def test_other_events_have_a_summary(
    github: GitHub, environment: dict[str, str]
) -> None:
    Path(environment["GITHUB_EVENT_PATH"]).write_text("{}", "utf-8")
    outcome = publish("Changes\n", "openapi.yaml", environment)
    assert outcome == "job summary written: no pull request"
    assert github.requests == []


def test_command_prints_no_text_of_the_document(
    environment: dict[str, str],
    github: GitHub,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    file = tmp_path / "diff.md"
    file.write_text("::set-output name=x::y\n", "utf-8")
    pull_request.main([str(file), "--name", "openapi.yaml"])
    assert capsys.readouterr().out == "::notice title=specpress diff::comment created\n"
    assert len(github.comments) == 1
