"""Signatures: how the API signs what it sends, by `x-webhook-signature` at the root of the document.

`header` has the signature. `signed` says of what: a text with `{body}`, and names of `headers` or, where
the header has parts such as `t=…,v1=…`, names of parts in braces. `algorithm` is sha256 (else sha1,
sha512), `encoding` hex or base64; `part` names the part, or `prefix` is what stands before the signature.
`timestamp` names the header or part that has the time in seconds; `secret` is text, base64 or hex, perhaps
behind a `secret-prefix`.
"""

from __future__ import annotations

import re

from specpress import ir
from specpress.build import read
from specpress.problems import Problems
from specpress.resolve import Cursor

KEY = "x-webhook-signature"
CHOICES = {
    "algorithm": ("sha256", "sha1", "sha512"),
    "encoding": ("hex", "base64"),
    "secret": ("text", "base64", "hex"),
}
_NAME = re.compile(r"\{([^}]*)\}")


def build(root: Cursor, problems: Problems) -> ir.Signature | None:
    """How to verify a payload; None where the document does not say."""
    said = read.mapping(root, KEY, problems)
    if said is None:
        return None
    chosen = {key: _chosen(said, key, problems) for key in CHOICES}
    headers = read.mapping(said, "headers", problems)
    named = headers.value if headers is not None else {}
    made = ir.Signature(
        header=read.text(said, "header"),
        signed=read.text(said, "signed") or "{body}",
        algorithm=chosen["algorithm"],
        encoding=chosen["encoding"],
        part=read.text(said, "part"),
        prefix=read.text(said, "prefix"),
        headers=tuple((str(k), str(v)) for k, v in named.items()),
        timestamp=read.text(said, "timestamp"),
        secret=chosen["secret"],
        secret_prefix=read.text(said, "secret-prefix"),
    )
    _check(made, said, problems)
    return made


def _chosen(said: Cursor, key: str, problems: Problems) -> str:
    value = read.text(said, key) or CHOICES[key][0]
    if value not in CHOICES[key]:
        hint = f"write one of {', '.join(CHOICES[key])}"
        problems.error(said.get(key), f"{key!r} cannot be {value!r}", hint)
    return value


def _check(made: ir.Signature, said: Cursor, problems: Problems) -> None:
    if not made.header:
        problems.error(said, f"{KEY} needs `header`", "name the header of the signature")
    names = _NAME.findall(made.signed)
    if "body" not in names:
        hint = "write {body} where the payload stands"
        problems.error(said.get("signed") or said, "`signed` leaves the body out", hint)
    known = {"body", *(name for name, _ in made.headers)}
    for name in (*names, *([made.timestamp] if made.timestamp else [])):
        if name not in known and not made.part:
            hint = f"name a header for it: `headers: {{{name}: …}}`"
            problems.error(said, f"nothing is known of {name!r}", hint)
