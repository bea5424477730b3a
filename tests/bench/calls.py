"""Measurements of calls: one after the other in memory, and concurrent ones on loopback."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.bench.conversions import write_body
from tests.bench.generators import PROGRAMS, SPECPRESS_ENV
from tests.bench.measure import PRINTED, Contender, Measurement

CALLING = {
    "specpress": "decodes, checks, can retry; httpx2 sends",
    "extend-ai": "decodes, can retry; httpx sends",
    "httpx2 and json only": "builds dicts, neither checks the status nor can retry",
}
CONCURRENT = {
    "specpress with httpx2": "decodes, checks, can retry",
    "specpress with pyreqwest": "decodes, checks, can retry; a library in Rust sends",
    "extend-ai": CALLING["extend-ai"],
    "httpx2 and json only": CALLING["httpx2 and json only"],
    "pyreqwest and json only": "builds dicts, neither checks the status nor can retry; a library in Rust sends",
}


def call(folder: Path, size: str) -> Measurement:
    """Return a call through a transport in memory."""
    title = f"cancel a run of {size}, without a network"
    return _call(title, folder, size, "call.py", CALLING)


def call_concurrently(folder: Path) -> Measurement:
    """Return 50 concurrent calls on loopback."""
    title = "cancel a run of 6 KB on loopback, 50 calls at a time"
    return _call(title, folder, "6 KB", "concurrent_calls.py", CONCURRENT)


def _call(
    title: str, folder: Path, size: str, program: str, described: dict[str, str]
) -> Measurement:
    raw = write_body(folder, size)
    contenders = tuple(
        contender(program, name, raw, about) for name, about in described.items()
    )
    return Measurement("call", title, contenders, (PRINTED,))


def contender(program: str, name: str, raw: Path, about: str = "") -> Contender:
    """Return a contender that calls, with the option that prints the result of one call."""
    command = (sys.executable, str(PROGRAMS / program), name, str(raw))
    return Contender(name, command, SPECPRESS_ENV, about, ("--show",))
