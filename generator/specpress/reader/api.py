"""The API as a whole: components and operations, collected into `ir.Api`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from specpress import ir
from specpress.document import nodes
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor, Workspace
from specpress.reader import (
    array_keys,
    finalize,
    lifecycle,
    media,
    operations,
    security,
    servers,
    webhook_signatures,
    xml,
)
from specpress.reader.api_docs import describe_external_docs, describe_info
from specpress.reader.naming import Namings
from specpress.reader.shared_schemas import find_shared_schemas
from specpress.reader.similar_variants import report_similar_variants
from specpress.reader.subtypes import index_subtypes
from specpress.reader.types import TypeSpace
from specpress.schema.name_dialects import read_method_name_rules
from specpress.validate import extensions


def build(root: Cursor, problems: Problems, *, checks_examples: bool = True) -> ir.Api:
    """Build the intermediate representation of a document; faults are added to `problems`.

    Args:
        checks_examples: Warn about examples and defaults that contradict their schema.
    """
    components = nodes.get_mapping(root, "components", problems) or root.as_empty()
    section = nodes.get_mapping(components, "schemas", problems)
    schemas = [schema for _, schema in section.items()] if section is not None else []
    subtypes = index_subtypes(schemas, problems)
    space = TypeSpace(problems, Namings(section), subtypes)
    space.method_names = read_method_name_rules(root, problems)
    if root.workspace.selection is None:
        for schema in schemas:
            _build_component(schema, space)
    media.add_header_examples(components, space)
    info = nodes.get_mapping(root, "info", problems) or root.as_empty()
    schemes = security.build(components, problems)
    declared = tuple(operations.build(root, space))
    secured = security.assign_schemes(root, declared, schemes, problems)
    webhooks = tuple(operations.build_webhooks(root, space))
    _check_operation_ids(root, secured, problems)
    tags = _list_tags(root, problems)
    workspace = root.workspace
    documents = [workspace.root_of(d) for d in workspace.documents.values()]
    extensions.check_names(documents, problems)
    types = finalize.finalize_types(space, secured, webhooks)
    if checks_examples:
        space.examples.check(problems)
    space.report_excluded()
    array_keys.report_undefined(root, secured, types, problems)
    shared = find_shared_schemas(types, set(space.lifecycles))
    report_similar_variants(types, shared.classes, root, problems)
    return ir.Api(
        title=nodes.get_text(info, "title") or "API",
        version=nodes.get_text(info, "version"),
        description=_get_description(info),
        tags={nodes.get_text(t, "name"): _get_description(t) for t in tags},
        servers=servers.build(root, problems),
        schemes=schemes,
        operations=secured,
        webhooks=webhooks,
        external_docs=describe_external_docs(root),
        about=(*describe_info(info),),
        tag_docs={nodes.get_text(t, "name"): describe_external_docs(t) for t in tags},
        signature=webhook_signatures.build(root, problems),
        lifecycles=lifecycle.build(space, types, secured),
        types=types,
        superseded=frozenset(space.superseded),
        shared_schemas=shared.classes,
        shared_keys=shared.keys,
        class_names=space.class_names,
        written_ids=_find_written_ids(root.workspace, types),
        xml=xml.read_xml_objects(
            root.workspace, types, (*secured, *(w.operation for w in webhooks))
        ),
        whole=tuple(operations.list_whole(root, secured)),
        left_out_schemas=tuple(_list_left_out(root.workspace, types)),
    )


def _list_left_out(
    workspace: Workspace, types: Mapping[ir.TypeId, ir.Type]
) -> Iterator[str]:
    """Yield the names of the schema components that no selected operation uses."""
    if workspace.selection is None:
        return
    problems = Problems()
    root = workspace.selection.root
    components = nodes.get_mapping(root, "components", problems) or root.as_empty()
    section = nodes.get_mapping(components, "schemas", problems)
    for name, schema in section.items() if section is not None else ():
        if schema.id not in types:
            yield name


def _find_written_ids(
    workspace: Workspace, types: Mapping[ir.TypeId, ir.Type]
) -> dict[str, str]:
    """Return the ids of the schemas in Swagger documents as they are written."""
    if workspace.written is None:
        return {}
    schemas = (workspace.find(ir.schema_id(type_id)) for type_id in types)
    return {
        schema.id: f"{schema.source.label}{schema.written_pointer}"
        for schema in schemas
        if schema is not None
    }


def _build_component(schema: Cursor, space: TypeSpace) -> None:
    """Build a schema component; one that only refers to another schema becomes an alias."""
    target = space.build(schema)
    if target != schema.id:
        space.add(ir.Alias(schema.id, space.namings.get(schema), "", False, target))


def _check_operation_ids(
    root: Cursor, operations: tuple[ir.Operation, ...], problems: Problems
) -> None:
    """Report repeated operationIds, except at their first position.

    A path item that several paths share repeats its operationIds at one position only: report that.
    """
    counts = Counter(o.operation_id for o in operations if o.operation_id)
    uses: dict[str, dict[str, Cursor]] = {}
    for operation in operations:
        operation_id = operation.operation_id
        if operation_id and counts[operation_id] > 1:
            cursor = root.workspace.find(operation.origin) or root
            uses.setdefault(operation_id, {})[cursor.id] = cursor
    for operation_id, cursors in uses.items():
        message = f"duplicate operationId {operation_id!r} (used {counts[operation_id]} times)"
        hint = (
            "make it unique; until then these operations are named by method and path"
        )
        first, *others = cursors.values()
        for cursor in others or [first]:
            problems.warning(
                cursor.get("operationId"), message, hint, code="duplicate-operation-id"
            )


def _list_tags(root: Cursor, problems: Problems) -> list[Cursor]:
    node = nodes.get_list(root, "tags", problems)
    tags = (
        nodes.resolve_mapping(tag, problems)
        for tag in (node.elements() if node is not None else ())
    )
    return [*filter(None, tags)]


def _get_description(holder: Cursor) -> str:
    """Return the summary and the description, as paragraphs."""
    texts = (nodes.get_text(holder, key) for key in ("summary", "description"))
    return "\n\n".join(dict.fromkeys(filter(None, texts)))
