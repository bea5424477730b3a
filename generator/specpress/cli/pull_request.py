"""Keep one comment on a pull request of GitHub, for the action: ``python -m specpress.cli.pull_request FILE``.

The comment begins with a hidden marker, by which later runs find and edit it. Without permission to write, as in pull requests
from forks, the text goes into the summary of the job. No failure here fails the job.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import posixpath
import re
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# GitHub refuses longer comments; a character outside of the basic plane counts as two.
MAX_LENGTH = 65_536
# GitHub refuses longer summaries of a step.
MAX_SUMMARY = 1_000_000
PER_PAGE = 100
MAX_PAGES = 100
TIMEOUT = 30  # seconds
# Statuses of a token that may not write.
FORBIDDEN = (401, 403, 404)
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9._/]+")
MAX_NAME = 100
_REPOSITORY = re.compile(r"[A-Za-z0-9._-]+/[A-Za-z0-9._-]+")


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Raises an error for redirects: another host must not receive the token."""

    def redirect_request(
        self, req: Any, fp: Any, code: Any, msg: Any, headers: Any, newurl: Any
    ) -> None:
        """Follow none."""


_OPENER = urllib.request.build_opener(_NoRedirects)


@dataclass(frozen=True, slots=True)
class PullRequest:
    """A pull request, and the access to its comments."""

    api: str
    """The URL of the API."""
    repository: str
    number: int
    token: str
    author: str
    """The login of the author of earlier comments, because anybody can write the marker."""
    is_from_fork: bool = False

    def list_comments(self) -> Iterator[dict[str, Any]]:
        """Yield the comments."""
        path = f"issues/{self.number}/comments"
        for page in range(1, MAX_PAGES + 1):
            comments = self._request("GET", f"{path}?per_page={PER_PAGE}&page={page}")
            yield from comments
            if len(comments) < PER_PAGE:
                return

    def create(self, body: str) -> None:
        """Create a comment."""
        self._request("POST", f"issues/{self.number}/comments", {"body": body})

    def edit(self, comment: int, body: str) -> None:
        """Replace the text of a comment."""
        self._request("PATCH", f"issues/comments/{comment}", {"body": body})

    def delete(self, comment: int) -> None:
        """Delete a comment."""
        self._request("DELETE", f"issues/comments/{comment}")

    def _request(
        self, method: str, path: str, body: Mapping[str, str] | None = None
    ) -> Any:
        request = urllib.request.Request(  # noqa: S310 - the URL is that of the runner
            f"{self.api}/repos/{self.repository}/{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "Accept": "application/vnd.github+json",
                "Authorization": f"Bearer {self.token}",
                "Content-Type": "application/json",
                "X-GitHub-Api-Version": "2022-11-28",
            },
        )
        with _OPENER.open(request, timeout=TIMEOUT) as response:
            content = response.read()
        return json.loads(content) if content else None


def make_marker(name: str) -> str:
    """Return the first line of the comment about a document, whose name cannot end it."""
    name = posixpath.normpath(name.replace(os.sep, "/"))
    plain = _NOT_PLAIN.sub("-", name).strip("-")
    if plain != name:
        # Other names may have the same letters.
        plain += f" {hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:8]}"
    return f"<!-- specpress diff: {plain[-MAX_NAME:]} -->"


def write_body(marker: str, text: str, limit: int = MAX_LENGTH) -> str:
    """Return a comment with a marker, cut at the end of a line if it is too long."""
    body = f"{marker}\n{text}"
    if _measure(body) <= limit:
        return body
    lines = text.splitlines(keepends=True)
    # Room for the note, whose number of lines has few digits.
    room = limit - _measure(f"{marker}\n{_describe_rest(len(lines))}")
    kept = 0
    while kept < len(lines) and _measure(lines[kept]) <= room:
        room -= _measure(lines[kept])
        kept += 1
    return f"{marker}\n{''.join(lines[:kept])}{_describe_rest(len(lines) - kept)}"


def _describe_rest(count: int) -> str:
    return (
        f"\n**{count} lines are left out**, because a comment has at most {MAX_LENGTH:,} characters. "
        "`specpress diff` prints all of them.\n"
    )


def _measure(text: str) -> int:
    """Return the length of a text as GitHub counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def update_comment(
    target: PullRequest, marker: str, text: str, *, is_empty: bool
) -> str:
    """Create or edit the comment; return what was done.

    Args:
        is_empty: There is nothing to report, so no comment is created.
    """
    own = [
        comment
        for comment in target.list_comments()
        if str(comment.get("body") or "").startswith(marker)
        and (comment.get("user") or {}).get("login") == target.author
    ]
    body = write_body(marker, text)
    # Two runs at the same time may both have created one.
    for comment in own[1:]:
        target.delete(comment["id"])
    if own and own[0]["body"] == body:
        return "unchanged"
    if own:
        target.edit(own[0]["id"], body)
        return "edited"
    if is_empty:
        return "not needed"
    target.create(body)
    return "created"


def find_pull_request(environment: Mapping[str, str]) -> PullRequest | None:
    """Return the pull request of a run of GitHub Actions; None if the event has none."""
    event_path, token = environment.get("GITHUB_EVENT_PATH"), environment.get(
        "GITHUB_TOKEN"
    )
    repository = environment.get("GITHUB_REPOSITORY", "")
    if not event_path or not token or not _REPOSITORY.fullmatch(repository):
        return None
    event = json.loads(Path(event_path).read_text("utf-8"))
    pull = event.get("pull_request")
    if not isinstance(pull, dict) or not isinstance(pull.get("number"), int):
        return None
    head = (pull.get("head") or {}).get("repo") or {}
    return PullRequest(
        environment.get("GITHUB_API_URL", "https://api.github.com").rstrip("/"),
        repository,
        pull["number"],
        token,
        environment.get("COMMENT_AUTHOR") or "github-actions[bot]",
        is_from_fork=head.get("full_name") != repository,
    )


def publish(
    text: str, name: str, environment: Mapping[str, str], *, is_empty: bool = False
) -> str:
    """Update the comment, or add the text to the summary of the job; return what was done."""
    marker, reason = make_marker(name), "no pull request"
    target = find_pull_request(environment)
    if target is not None and target.is_from_fork:
        reason = "the pull request is from a fork, whose token cannot write"
    elif target is not None:
        try:
            return f"comment {update_comment(target, marker, text, is_empty=is_empty)}"
        except urllib.error.HTTPError as error:
            reason = f"GitHub responded with {error.code}"
            if error.code in FORBIDDEN:
                reason += "; the job needs the permission `pull-requests: write`"
        except (OSError, ValueError) as error:
            reason = f"GitHub did not respond: {type(error).__name__}"
    return _add_summary(text, environment.get("GITHUB_STEP_SUMMARY"), reason)


def _add_summary(text: str, path: str | None, reason: str) -> str:
    if not path:
        return f"nothing written: {reason}"
    with Path(path).open("a", encoding="utf-8", newline="\n") as file:
        file.write(write_body("", text, MAX_SUMMARY).lstrip("\n") + "\n")
    return f"job summary written: {reason}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Publish the text of a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="text in Markdown")
    parser.add_argument("--name", required=True, help="name of the document")
    parser.add_argument("--empty", action="store_true", help="nothing changed")
    options = parser.parse_args(arguments)
    text = options.file.read_text("utf-8")
    outcome = publish(text, options.name, os.environ, is_empty=options.empty)
    # The text of a document is not printed: it could contain commands of the runner.
    print(f"::notice title=specpress diff::{outcome}")


if __name__ == "__main__":
    main()
