"""The jobs of `specpress init`: they check the client, or publish it."""

from __future__ import annotations

import json
import re
import shlex
from importlib.metadata import PackageNotFoundError, distribution

from specpress.document.problems import UsageError

# The requirement of a job if the installation of specpress cannot be repeated elsewhere.
FROM_VARIABLE = '"${SPECPRESS:?set the variable SPECPRESS to what pip installs}"'
# A name, a URL, or both, without texts that have a meaning in a shell or in YAML.
_REQUIREMENT = re.compile(
    r"[A-Za-z0-9._][A-Za-z0-9._~:/?#@!&=+%,<>\[\]-]*( @ [A-Za-z0-9._~:/?#@!&=+%-]+)?"
)
GITHUB_JOB = """name: client
on: [push, pull_request]
permissions:
  contents: read
jobs:
  client:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.13"
      - run: pip install INSTALL
      - run: specpress check --format github
"""
VARIABLE = """        env:
          SPECPRESS: ${{ vars.SPECPRESS }}
"""
GITLAB_JOB = """client:
  image: python:3.13-slim
  script:
    - pip install INSTALL
    - specpress check
"""
PUBLISH_JOB = """# Before the first release: write `license` into the settings of specpress, because a client without one is private;
# add this workflow and its environment as a trusted publisher of the distribution on your index.
name: publish client
on:
  release:
    types: [published]
permissions:
  contents: read
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
      - uses: actions/setup-python@v5
        with:
          python-version: "3.13"
      - run: pip install build
      - run: python -m build --outdir dist "$CLIENT"
        env:
          CLIENT: OUTPUT
      - uses: actions/upload-artifact@v4
        with:
          name: client
          path: dist/
  publish:
    needs: build
    runs-on: ubuntu-latest
    environment: publish
    permissions:
      # For trusted publishing and the attestations of the files; no other job has it.
      id-token: write
    steps:
      - uses: actions/download-artifact@v4
        with:
          name: client
          path: dist/
      - uses: pypa/gh-action-pypi-publish@release/v1
        with:
          attestations: true
"""


def write_github_job(requirement: str | None) -> str:
    """Return the workflow of GitHub that checks the client."""
    text = GITHUB_JOB.replace("INSTALL", _quote(requirement))
    if requirement is None:
        step = f"      - run: pip install {FROM_VARIABLE}\n"
        text = text.replace(step, step + VARIABLE)
    return text


def write_gitlab_job(requirement: str | None) -> str:
    """Return the job of GitLab that checks the client."""
    return GITLAB_JOB.replace("INSTALL", _quote(requirement))


def write_publish_job(output: str) -> str:
    """Return the workflow of GitHub that publishes the client in the output directory."""
    return PUBLISH_JOB.replace("OUTPUT", json.dumps(output, ensure_ascii=False))


def _quote(requirement: str | None) -> str:
    return FROM_VARIABLE if requirement is None else shlex.quote(requirement)


def check_requirement(text: str) -> str:
    """Return the requirement of the option `--install`.

    Raises:
        UsageError: it is not a name or a URL.
    """
    if not _REQUIREMENT.fullmatch(text):
        raise UsageError(
            f"`--install` must be one requirement, got {text!r}",
            "write a name with bounds, or a URL such as git+https://example.com/specpress.git@REVISION",
            code="invalid-setting",
        )
    return text


def find_requirement() -> str | None:
    """Return what installs this specpress elsewhere; None for a directory of this machine.

    An installation from an index has a name there that the user trusts already.
    """
    try:
        installed = distribution("specpress")
    except PackageNotFoundError:
        return None
    return read_requirement(installed.version, installed.read_text("direct_url.json"))


def read_requirement(version: str, direct_url: str | None) -> str | None:
    """Return the requirement for a version, or for the URL from which it was installed (PEP 610)."""
    if direct_url is None:
        return f"specpress=={version}"
    try:
        table = json.loads(direct_url)
        url = table["url"]
        if "vcs_info" in table:
            vcs = table["vcs_info"]
            url = f"{vcs['vcs']}+{url}@{vcs['commit_id']}"
    except (ValueError, KeyError, TypeError):
        return None
    requirement = f"specpress @ {url}"
    is_local = url.removeprefix("git+").startswith("file:")
    return None if is_local or not _REQUIREMENT.fullmatch(requirement) else requirement
