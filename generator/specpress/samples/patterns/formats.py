"""Patterns for formats: each describes some values of its format, short ones included."""

from __future__ import annotations

_DATE = r"20\d{2}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])"
_TIME = r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-](0\d|1[0-3]):[0-5]\d)"
_LABEL = r"[a-z0-9]([a-z0-9-]*[a-z0-9])?"
_HOST = rf"{_LABEL}(\.{_LABEL}){{0,4}}\.[a-z]{{2,6}}"
_URI = (
    rf"https?://{_HOST}(:[1-9]\d{{0,3}})?(/[A-Za-z0-9._~-]+)*/?(\?[a-z]+=[A-Za-z0-9]*)?"
)
_BYTE = r"(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_REFERENCE = rf"({_URI}|(/?[A-Za-z0-9._~-]+)+)"
_DURATION = r"P(\d{1,4}[YMWD]|T\d{1,4}[HMS]|\d{1,4}DT\d{1,2}[HMS])"

FORMAT_PATTERNS = {
    name: f"^{pattern}$"
    for name, pattern in {
        "date-time": f"{_DATE}T{_TIME}",
        "date": _DATE,
        "time": _TIME,
        "duration": _DURATION,
        "uuid": "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
        "email": rf"[A-Za-z0-9]([A-Za-z0-9+_-]*[A-Za-z0-9])?@{_HOST}",
        "idn-email": rf"[A-Za-z0-9]([A-Za-z0-9+_-]*[A-Za-z0-9])?@{_HOST}",
        "hostname": rf"({_HOST}|{_LABEL})",
        "idn-hostname": rf"({_HOST}|{_LABEL})",
        "ipv4": rf"({_BYTE}\.){{3}}{_BYTE}",
        "ipv6": "(([0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|([0-9a-f]{1,4}:){1,6}:[0-9a-f]{1,4}|::)",
        "uri": _URI,
        "url": _URI,
        "iri": _URI,
        "uri-reference": _REFERENCE,
        "iri-reference": _REFERENCE,
        "uri-template": rf"{_URI}",
        "json-pointer": "(/[A-Za-z0-9_]*)*",
        "relative-json-pointer": "(0|[1-9]\\d*)(/[A-Za-z0-9_]*)*",
        "regex": "[A-Za-z0-9]+",
        "byte": "([A-Za-z0-9+/]{4})*",
        "base64": "([A-Za-z0-9+/]{4})*",
        "decimal": r"-?(0|[1-9]\d{0,18})(\.\d{1,18})?",
        "int64": r"-?(0|[1-9]\d{0,17})",
        "int32": r"-?(0|[1-9]\d{0,8})",
    }.items()
}
