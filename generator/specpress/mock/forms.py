"""Parse request bodies: JSON values, and the fields of forms as raw values."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote_plus

from specpress import ir
from specpress.document.media_types import plain
from specpress.mock.limits import MAX_TEXTS, TooLarge, count_texts
from specpress.mock.nested_keys import has_prefix
from specpress.mock.styles import (
    Pairs,
    RequestParts,
    is_claimed,
    parse_pairs,
    read_parameter,
)
from specpress.mock.text_values import FieldText, RawValue, parse_content
from specpress.samples.choices import MAX_ALTERNATIVES, Chooser, possible_types
from specpress.samples.constraints import Constraints
from specpress.schema.dialect import Schema
from specpress.schema.validation import Schemas

if TYPE_CHECKING:
    from python_multipart.multipart import Field, File

# The server logs rejections itself.
logging.getLogger("python_multipart").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class FormSchema:
    """The fields that the schemas of a form declare."""

    schemas: Schemas
    conjuncts: Sequence[Schema]

    @property
    def names(self) -> set[str]:
        """The names of the declared fields."""
        return {name for c in self._constraints() for name in c.property_names}

    def types(self, name: str) -> set[str]:
        """Return the JSON types of a field."""
        allowed = (
            possible_types(self.schemas, c.property_schemas(name))
            for c in self._constraints()
        )
        return set().union(*allowed)

    def property_names(self, name: str) -> set[str]:
        """Return the names of the declared properties of a field."""
        field = FormSchema(
            self.schemas,
            [s for c in self._constraints() for s in c.property_schemas(name)],
        )
        return field.names

    def _constraints(self) -> Iterator[Constraints]:
        chooser = Chooser(self.schemas, Random(0))
        alternatives = chooser.alternatives(self.conjuncts, frozenset())
        for alternative in islice(alternatives, MAX_ALTERNATIVES):
            yield Constraints(alternative.schemas)


def parse_form_fields(
    content_type: str, body: bytes, encodings: Sequence[ir.Encoding], form: FormSchema
) -> dict[str, RawValue]:
    """Parse a form; a repeated field has a list of texts.

    Raises:
        ValueError: The body does not match its media type.
    """
    if plain(content_type).startswith("multipart/"):
        # Styles read percent-encoded texts; these characters are their separators.
        parts = _parse_multipart(content_type, body)
        pairs = [(name, quote(text, safe=",|")) for name, text in parts]
    else:
        pairs = [*count_texts(parse_pairs(body.decode()), "form fields")]
    fields = _group_fields((name, unquote_plus(text)) for name, text in pairs)
    exploded = _list_exploded_names(encodings, form)
    nested = {f"{e.name}[" for e in encodings if e.style == "deepObject"}
    for encoding in encodings:
        if encoding.style is not None:
            claimed = form.names | exploded.keys() | nested
            claimed -= {n for n, owner in exploded.items() if owner == encoding.name}
            _read_styled_field(encoding, pairs, fields, form, claimed)
        elif encoding.name in fields:
            raw = fields[encoding.name]
            texts = raw if isinstance(raw, list) else [raw]
            values = [parse_content(text, encoding.content_type) for text in texts]
            fields[encoding.name] = values if isinstance(raw, list) else values[0]
    return fields


def _list_exploded_names(
    encodings: Sequence[ir.Encoding], form: FormSchema
) -> dict[str, str]:
    """Return the fields whose properties have names without brackets, by these names."""
    return {
        name: encoding.name
        for encoding in encodings
        if encoding.explode and encoding.style not in (None, "deepObject")
        for name in form.property_names(encoding.name)
    }


def _read_styled_field(
    encoding: ir.Encoding,
    pairs: Pairs,
    fields: dict[str, RawValue],
    form: FormSchema,
    claimed: set[str],
) -> None:
    """Replace the fields of an encoding with a ``style``, which works like a query parameter.

    Args:
        claimed: The names of other fields, and of their properties; with `[` for a deepObject.
    """
    parameter = _as_parameter(encoding)
    types = form.types(encoding.name)
    parts = RequestParts({}, pairs, {}, ())
    raw = next(read_parameter(parameter, parts, types, claimed), None)
    if raw is None:
        return
    is_exploded = isinstance(raw, dict) and encoding.style != "deepObject"
    for name in [*fields]:
        is_own = has_prefix(name, encoding.name)
        is_part = is_exploded and encoding.explode and not is_claimed(name, claimed)
        if is_own or is_part:
            del fields[name]
    fields[encoding.name] = raw


def _as_parameter(encoding: ir.Encoding) -> ir.Parameter:
    return ir.Parameter(
        wire=encoding.name,
        location="query",
        style=encoding.style or "form",
        explode=encoding.explode,
        required=False,
        type="",
        default=None,
        description="",
        notes=(),
        deprecated=False,
        content_type=None,
        allow_reserved=encoding.allow_reserved,
        allow_empty=False,
        origin="",
    )


def _parse_multipart(content_type: str, body: bytes) -> list[tuple[str, str]]:
    # Imported late: only the extra `mock` installs it.
    from python_multipart import parse_form
    from python_multipart.exceptions import FormParserError

    fields: list[tuple[str, str]] = []

    def add(name: str, text: str) -> None:
        if len(fields) >= MAX_TEXTS:
            raise TooLarge(f"more than {MAX_TEXTS} form fields")
        fields.append((name, text))

    def on_field(field: Field) -> None:
        name = (field.field_name or b"").decode()
        add(name, (field.value or b"").decode("utf-8", "replace"))

    def on_file(file: File) -> None:
        name = (file.field_name or b"").decode()
        # Schemas describe the content of a file as a string.
        file.file_object.seek(0)
        add(name, file.file_object.read().decode("utf-8", "replace"))

    if "boundary=" not in content_type.lower():
        raise ValueError("the media type has no boundary")
    headers = {
        "Content-Type": content_type.encode(),
        "Content-Length": str(len(body)).encode(),
    }
    try:
        parse_form(headers, io.BytesIO(body), on_field, on_file)
    except FormParserError as error:
        raise ValueError(str(error)) from error
    return fields


def _group_fields(pairs: Iterable[tuple[str, str]]) -> dict[str, RawValue]:
    fields: dict[str, list[str]] = {}
    for name, text in pairs:
        fields.setdefault(name, []).append(text)
    return {
        name: texts if len(texts) > 1 else FieldText(texts[0])
        for name, texts in fields.items()
    }
