"""Rate limits that the responses of a server declare, shared by all calls of a client."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock
from time import monotonic
from typing import NamedTuple

from ..retry import parse_http_date, parse_number, parse_reset, requested_delay

# Fields such as `X-RateLimit-Remaining` and `X-RateLimit-Reset`.
PREFIXES = ("x-ratelimit-", "x-rate-limit-", "ratelimit-")
# An item of `RateLimit` or `RateLimit-Policy`: `"default";r=50;t=30`.
_ITEM = re.compile(r'\s*("[^"]*"|[\w*.:/-]+)((?:\s*;[^,;]*)*)\s*(?:,|$)')
_PARAMETER = re.compile(r";\s*([rtqw])=(\d+)")
# Earlier drafts: `limit=100, remaining=50, reset=30`.
_PAIR = re.compile(r"\b(limit|remaining|reset)=(\d+)")
# Seconds. A longer wait is a fault of the server, and would stop the client.
MAX_WAIT = 86_400.0
# Seconds by which the end of one window differs between responses, as fields have whole seconds.
TOLERANCE = 1.0
MAX_WINDOWS = 100


class Quota(NamedTuple):
    """A declared limit: the requests that are left, and the seconds until it is reset."""

    name: str
    remaining: float
    seconds: float
    limit: float = 0
    """Requests after the reset; 0 if unknown."""


@dataclass(slots=True)
class _Window:
    """The time until a reset, and the requests that are left in it."""

    remaining: float
    ends_at: float
    quota: Quota
    is_estimated: bool = False
    """True if no response has described this window."""


class RateLimits:
    """The windows of the servers of a client; threads and tasks share it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._windows: dict[tuple[str, str], _Window] = {}

    def reserve(self, url: str) -> float:
        """Count a request, and return 0; or return the seconds until one is allowed."""
        server = _get_server(url)
        with self._lock:
            now = monotonic()
            self._renew(now)
            windows = [w for key, w in self._windows.items() if key[0] == server]
            wait = max((w.ends_at - now for w in windows if w.remaining < 1), default=0)
            if not wait:
                for window in windows:
                    window.remaining -= 1
            return wait

    def _renew(self, now: float) -> None:
        """Replace the windows that have ended by the next ones, as far as they are known."""
        for key, window in [*self._windows.items()]:
            quota = window.quota
            if window.ends_at <= now:
                del self._windows[key]
                if quota.limit and quota.seconds > 0:
                    end = now + quota.seconds
                    self._windows[key] = _Window(quota.limit, end, quota, True)

    def observe(self, url: str, status: int, headers: Mapping[str, str]) -> None:
        """Read the limits from a response."""
        quotas = [*read_quotas(status, headers)]
        server = _get_server(url) if quotas else ""
        for quota in quotas:
            with self._lock:
                self._update((server, quota.name), quota)

    def _update(self, key: tuple[str, str], quota: Quota) -> None:
        remaining, end = quota.remaining, monotonic() + quota.seconds
        window = self._windows.get(key)
        if window is not None and not window.is_estimated:
            # Requests without a response are counted here, but perhaps not yet by the server.
            if abs(window.ends_at - end) <= TOLERANCE:
                remaining = min(remaining, window.remaining)
            longest = max(quota.seconds, window.quota.seconds)
            quota = quota._replace(seconds=longest)
        elif len(self._windows) >= MAX_WINDOWS:
            self._windows.clear()
        self._windows[key] = _Window(remaining, end, quota)


def _get_server(url: str) -> str:
    """Return the scheme and the authority of a URL."""
    return "/".join(url.split("/", 3)[:3])


def read_quotas(status: int, headers: Mapping[str, str]) -> Iterator[Quota]:
    """Yield the limits that the header fields of a response declare."""
    now = parse_http_date(headers.get("date", "")) or datetime.now(UTC)
    quotas = [*_read_pairs(headers, now), *_read_items(headers)]
    is_limited = status in (429, 503) and ("retry-after" in headers or status == 429)
    delay = requested_delay(headers, now) if is_limited else None
    if delay is not None:
        quotas.append(Quota("retry-after", 0, delay))
    yield from (quota for quota in quotas if quota.seconds <= MAX_WAIT)


def _read_pairs(headers: Mapping[str, str], now: datetime) -> Iterator[Quota]:
    """Yield the limits of fields with one number each, or with pairs of names and numbers."""
    texts = dict(_PAIR.findall(headers.get("ratelimit", "")))
    groups = [texts]
    for prefix in PREFIXES:
        names = ("limit", "remaining", "reset")
        groups.append({name: headers.get(prefix + name, "") for name in names})
    for name, group in zip(("", *PREFIXES), groups, strict=True):
        remaining = parse_number(group.get("remaining", ""))
        seconds = parse_reset(group.get("reset", ""), now)
        if remaining is not None and seconds is not None:
            limit = parse_number(group.get("limit", "")) or 0
            yield Quota(name, remaining, seconds, limit)


def _read_items(headers: Mapping[str, str]) -> Iterator[Quota]:
    """Yield the limits of `RateLimit`, with the size and duration from `RateLimit-Policy`."""
    policies = dict(_parse_items(headers.get("ratelimit-policy", "")))
    for name, item in _parse_items(headers.get("ratelimit", "")):
        policy = policies.get(name, {})
        seconds = item.get("t", policy.get("w"))
        if "r" in item and seconds is not None:
            yield Quota(name, item["r"], seconds, policy.get("q", 0))


def _parse_items(text: str) -> Iterator[tuple[str, dict[str, float]]]:
    for name, parameters in _ITEM.findall(text):
        pairs = _PARAMETER.findall(parameters)
        yield name.strip('"'), {key: float(number) for key, number in pairs}
