"""Signatures of webhook requests: an extension at the root of the document.

- `header`: the header with the signature, perhaps in parts such as `t=…,v1=…`.
- `part`, `prefix`: the part with the signature, or the text before it.
- `signed`: a template of the signed text, with `{body}` and names of `headers` or parts in braces.
- `algorithm`: sha256 (default), sha1 or sha512; `encoding`: hex (default) or base64.
- `timestamp`: the header or part with the time in seconds.
- `secret`: text (default), base64 or hex, optionally after a `secret-prefix`.
"""

from __future__ import annotations

import re

from specpress import ir
from specpress.document import nodes
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.schema.extensions import WEBHOOK_SIGNATURE
from specpress.validate import extensions

# Settings with a fixed set of values, and their defaults.
DEFAULTS = {"algorithm": "sha256", "encoding": "hex", "secret": "text"}
_NAME = re.compile(r"\{([^}]*)\}")


def build(root: Cursor, problems: Problems) -> ir.Signature | None:
    """Return the signature of webhook requests, or None if the document declares none."""
    extension = extensions.find(root, WEBHOOK_SIGNATURE, problems)
    if extension is None:
        return None
    choices = {k: nodes.get_text(extension, k) or v for k, v in DEFAULTS.items()}
    node = nodes.get_mapping(extension, "headers", problems)
    headers = node.value if node is not None else {}
    signature = ir.Signature(
        header=nodes.get_text(extension, "header"),
        signed=nodes.get_text(extension, "signed") or "{body}",
        algorithm=choices["algorithm"],
        encoding=choices["encoding"],
        part=nodes.get_text(extension, "part"),
        prefix=nodes.get_text(extension, "prefix"),
        headers=tuple((str(k), str(v)) for k, v in headers.items()),
        timestamp=nodes.get_text(extension, "timestamp"),
        secret=choices["secret"],
        secret_prefix=nodes.get_text(extension, "secret-prefix"),
    )
    _check(signature, extension, problems)
    return signature


def _check(signature: ir.Signature, extension: Cursor, problems: Problems) -> None:
    names = _NAME.findall(signature.signed)
    declared = {"body", *(name for name, _ in signature.headers)}
    for name in (*names, *([signature.timestamp] if signature.timestamp else [])):
        # Names of parts are not declared: with `part` any name may be one.
        if name not in declared and not signature.part:
            hint = f"declare a header for it: `headers: {{{name}: …}}`"
            problems.error(
                extension,
                f"{WEBHOOK_SIGNATURE}: unknown name {name!r}",
                hint,
                code="invalid-signature",
            )
