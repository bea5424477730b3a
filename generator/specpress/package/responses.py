"""Responses: how each documented response is decoded, and the methods that return it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from specpress import ir
from specpress.document.media_types import is_json, is_lines, is_range, is_text, plain
from specpress.package.media import has_xml_structure
from specpress.python.expressions import (
    ANY,
    NONE,
    Import,
    PyName,
    PyType,
    make_annotation,
)
from specpress.python.types import PythonTypes

EVENT_FIELDS = {"data", "event", "id", "retry"}  # of `text/event-stream`
STREAMS = ("events", "lines", "chunks")
# Results without a schema.
TYPES_BY_KIND: dict[str, PyType] = {
    "text": PyName("str"),
    "bytes": PyName("bytes"),
    "chunks": PyName("bytes"),
    "events": PyName(
        "ServerSentEvent", Import("._runtime.streams.events", "ServerSentEvent")
    ),
    "empty": NONE,
}


@dataclass(frozen=True, slots=True)
class Decoding:
    """The decoding of a response: json, xml, text, bytes, empty, detect, events, lines or chunks.

    `detect` decodes by the `Content-Type` of the response.
    """

    source: ir.Response
    """The response of the document."""
    kind: str
    """The kind of the content: one of the words above."""
    type: ir.TypeId | None = None
    """Type to decode, or to decode each item of a stream to; None leaves the content as it is."""
    is_event: bool = False
    """True if the type describes complete events, not only their data."""
    has_json_data: bool = False
    """True if the data of a complete event is JSON, not text."""


@dataclass(frozen=True, slots=True)
class MethodForm:
    """A method of an operation: the suffix of its name and the responses that it returns."""

    suffix: str
    responses: tuple[Decoding, ...]
    streams: bool = False


def list_method_forms(python: PythonTypes, source: ir.Operation) -> list[MethodForm]:
    """Return the methods of an operation.

    A streaming response gets a method with the suffix `_stream` if the operation also has complete
    responses; a file can always be streamed. Beside JSON, XML gets the suffix `_xml`, and text
    `_text`.
    """
    decodings = [
        _decode_response(python, source, r) for r in list_success_responses(source)
    ]
    complete = [d for d in decodings if d.kind not in STREAMS]
    first = MethodForm("", _prefer(complete, "json", "xml"))
    streamed = tuple(
        _as_stream(d) for d in decodings if d.kind in (*STREAMS, "bytes", "empty")
    )
    kinds = {d.kind for d in streamed}
    if all(d.kind == "empty" for d in complete) and kinds & {*STREAMS}:
        return [MethodForm("", streamed, streams=True)]
    # By identity: comparing thousands of media types with each other takes quadratic time.
    preferred = {*map(id, first.responses)}
    others = {d.kind for d in complete if id(d) not in preferred}
    return [
        first,
        *(
            MethodForm(f"_{kind}", _prefer(complete, kind, "json"))
            for kind in ("xml", "text")
            if kind in others
        ),
        *([MethodForm("_stream", streamed, streams=True)] if kinds - {"empty"} else []),
    ]


def list_success_responses(source: ir.Operation) -> tuple[ir.Response, ...]:
    """Return the 2XX responses, or the default ones if none is documented."""
    responses = tuple(r for r in source.responses if r.status.startswith("2"))
    return responses or tuple(r for r in source.responses if r.status == "default")


def list_error_responses(source: ir.Operation) -> list[ir.Response]:
    """Return the responses that are raised."""
    return [r for r in source.responses if not r.status.startswith("2")]


def list_error_decodings(python: PythonTypes, source: ir.Operation) -> list[Decoding]:
    """Return the decodings of the responses that are raised; none of them is a stream."""
    responses = list_error_responses(source)
    return [_as_complete(_decode_response(python, source, r)) for r in responses]


def decode_payload(python: PythonTypes, body: ir.Body) -> Decoding:
    """Return the decoding of a request that the API sends: like a response, or a form."""
    response = ir.Response(
        "default", body.media_type, body.type, None, "", (), None, ""
    )
    if plain(body.media_type) == "application/x-www-form-urlencoded":
        return Decoding(response, "form", body.type)
    return _as_complete(_decode_content(python, response))


def get_result_type(python: PythonTypes, form: MethodForm) -> PyType:
    """Return the type of the result of a method, or of one item of its stream."""
    decodings = [d for d in form.responses if not (form.streams and d.kind == "empty")]
    return get_decoded_type(python, decodings) or NONE


def get_decoded_type(
    python: PythonTypes, decodings: Iterable[Decoding], prefix: str = ""
) -> PyType | None:
    """Return the type of the result of any of `decodings`; None if there are none."""
    types = [_get_type(python, decoding, prefix) for decoding in decodings]
    return make_annotation(types) if types else None


def _get_type(python: PythonTypes, decoding: Decoding, prefix: str) -> PyType:
    if decoding.type is not None:
        return python.get_type(decoding.type, prefix)
    return TYPES_BY_KIND.get(decoding.kind, ANY)


def _prefer(decodings: list[Decoding], *kinds: str) -> tuple[Decoding, ...]:
    """Keep only the decodings of the first of `kinds` that a status offers, all without any."""
    for kind in kinds:
        offering = {d.source.status for d in decodings if d.kind == kind}
        decodings = [
            d for d in decodings if d.kind == kind or d.source.status not in offering
        ]
    return tuple(decodings)


def _as_stream(decoding: Decoding) -> Decoding:
    """Return a file as a stream of its bytes, any other decoding unchanged."""
    return replace(decoding, kind="chunks") if decoding.kind == "bytes" else decoding


def _as_complete(decoding: Decoding) -> Decoding:
    """Return a stream as text, any other decoding unchanged."""
    is_stream = decoding.kind in STREAMS
    return replace(decoding, kind="text", type=None) if is_stream else decoding


def _decode_response(
    python: PythonTypes, source: ir.Operation, response: ir.Response
) -> Decoding:
    if source.method == "HEAD" or response.status in ir.BODILESS:
        return Decoding(response, "empty")
    return _decode_content(python, response)


def _decode_content(python: PythonTypes, response: ir.Response) -> Decoding:
    if response.media_type is None:
        return Decoding(response, "empty")
    name = plain(response.media_type)
    if name == "text/event-stream":
        return _decode_events(python, response)
    if is_lines(name):
        return Decoding(response, "lines", _item_type(python, response))
    kind = _content_kind(python, name, response.type)
    is_typed = kind in ("json", "xml", "detect")
    return Decoding(response, kind, response.type if is_typed else None)


def _content_kind(python: PythonTypes, name: str, type_id: ir.TypeId | None) -> str:
    """Return the decoding of complete content by its media type, or else by its schema."""
    is_textual = type_id is None or python.is_textual(type_id)
    if type_id is not None and python.is_binary(type_id):
        return "bytes"
    if is_range(name):
        return "detect" if is_textual else "json"
    # Servers label JSON as plain text: a schema that is not text decides.
    if is_json(name) or (name in ("text/plain", "text/*") and not is_textual):
        return "json"
    if has_xml_structure(name, type_id, python):
        return "xml"
    return "text" if is_text(name) else "bytes"


def _item_type(python: PythonTypes, response: ir.Response) -> ir.TypeId | None:
    """Return the type of an item: `itemSchema`, else the items of an array, else the schema."""
    if response.item is not None or response.type is None:
        return response.item
    schema = python.plain(response.type)
    return schema.item if isinstance(schema, ir.Array) else response.type


def _decode_events(python: PythonTypes, response: ir.Response) -> Decoding:
    """Return the decoding of events: the schema describes complete events if it has their fields."""
    item = _item_type(python, response)
    if item is None or python.is_textual(item):
        return Decoding(response, "events")
    data = _list_data_types(python, item)
    if not data:
        return Decoding(response, "events", item)
    has_json_data = not all(python.is_textual(type_id) for type_id in data)
    return Decoding(
        response, "events", item, is_event=True, has_json_data=has_json_data
    )


def _list_data_types(python: PythonTypes, item: ir.TypeId) -> list[ir.TypeId]:
    """Return the types of `data` in a schema of complete events; empty for any other schema."""
    schema = python.plain(item)
    if isinstance(schema, ir.Union):
        by_variant = [_list_data_types(python, v) for v in schema.variants]
        return [t for types in by_variant for t in types] if all(by_variant) else []
    if not isinstance(schema, ir.Object):
        return []
    if {f.wire for f in schema.fields} - EVENT_FIELDS:
        return []
    return [f.type for f in schema.fields if f.wire == "data"]
