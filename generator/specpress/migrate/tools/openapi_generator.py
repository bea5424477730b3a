"""OpenAPI Generator, for its generator `python`: its configuration, and the names that follow from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from specpress import ir
from specpress.document.resolve import Cursor
from specpress.migrate.account import Account, Reasons
from specpress.migrate.plan import Plan
from specpress.migrate.tools.tool import Tool
from specpress.migrate.words import (
    camelize_og,
    name_og_class,
    name_og_member,
    name_og_method,
    name_og_variable,
    sanitize_og,
    underscore_og,
)

# The setting for each option that is a text.
TEXTS = {
    "packageName": "package",
    "projectName": "distribution",
    "packageVersion": "version",
    "licenseInfo": "license",
}
MAPPINGS = (
    "enumNameMappings",
    "inlineSchemaNameMappings",
    "modelNameMappings",
    "nameMappings",
    "operationIdNameMappings",
    "parameterNameMappings",
)
_OTHER_LANGUAGE = (
    "the option changes code that specpress does not generate",
    "leave it out",
)
_TYPES = (
    "types follow from the document",
    "change the schema in an overlay, or subclass the model: docs/own-code.md",
)
_NORMALIZER = ("the document is read as it is", "change it with an overlay")
REASONS: Reasons = {
    "generatorName": ("it chooses the language", "leave it out"),
    "outputDir": (
        "the directory has files of the old client, which are never overwritten",
        "name a new output directory",
    ),
    "output": (
        "the directory has files of the old client, which are never overwritten",
        "name a new output directory",
    ),
    "templateDir": ("templates are Jinja, not Mustache", "see docs/templates.md"),
    "files": ("templates are Jinja, not Mustache", "see docs/templates.md"),
    "library": (
        "one package has the synchronous and the asynchronous client",
        "use the class whose name begins with Async for asyncio",
    ),
    "typeMappings": _TYPES,
    "importMappings": _TYPES,
    "schemaMappings": _TYPES,
    "instantiationTypes": _TYPES,
    "languageSpecificPrimitives": _TYPES,
    "mapNumberTo": (
        "numbers are float, and Decimal with `format: decimal`",
        "add the format in an overlay",
    ),
    "dateFormat": _TYPES,
    "datetimeFormat": _TYPES,
    "openapiNormalizer": _NORMALIZER,
    "openapiNormalizers": _NORMALIZER,
    "inlineSchemaOptions": _NORMALIZER,
    "skipValidateSpec": (
        "faults of the document are warnings, unless no client is possible",
        "leave it out",
    ),
    "strictSpec": ("`strict` has another meaning", "write `strict = true`"),
    "apiNamePrefix": (
        "resources are attributes of the client, without classes to create",
        "write client.books instead of BooksApi(client)",
    ),
    "apiNameSuffix": (
        "resources are attributes of the client, without classes to create",
        "write client.books instead of BooksApi(client)",
    ),
    "reservedWordsMappings": (
        "reserved words get an underscore",
        "write the names into the table `names`",
    ),
    "globalProperties": (
        "all parts are generated",
        "`layout`, `include` and `exclude` select them: docs/settings.md",
    ),
    "disallowAdditionalPropertiesIfNotPresent": (
        "undeclared keys are kept in `extra`",
        "leave it out",
    ),
    "enumUnknownDefaultCase": ("unknown values are always kept", "leave it out"),
    "useOneOfDiscriminatorLookup": (
        "the discriminator always selects the variant",
        "leave it out",
    ),
    "legacyDiscriminatorBehavior": (
        "the discriminator always selects the variant",
        "leave it out",
    ),
    **dict.fromkeys(
        [
            *("apiPackage", "modelPackage", "invokerPackage", "groupId", "artifactId"),
            *("artifactVersion", "gitHost", "gitUserId", "gitRepoId", "httpUserAgent"),
            *("generateSourceCodeOnly", "hideGenerationTimestamp", "releaseNote"),
            *("ignoreFileOverride", "engine", "verbose", "skipOverwrite", "auth"),
            *("removeOperationIdPrefixDelimiter", "removeOperationIdPrefixCount"),
            *("enablePostProcessFile", "enableMinimalUpdate", "skipOperationExample"),
            *("generateAliasAsModel", "logToStderr", "minimalUpdate"),
            *("sortModelPropertiesByRequiredFlag", "sortParamsByRequiredFlag"),
            *(
                "ensureUniqueParams",
                "prependFormOrBodyParameters",
                "allowUnicodeIdentifiers",
            ),
            *("recursionLimit", "useNose", "poetry1", "buildSystem", "dockerImageName"),
            *("lazyImports", "supportHttpxSync", "serverVariables"),
        ],
        _OTHER_LANGUAGE,
    ),
}
# Options may be at the root, or in this mapping.
NESTED = "additionalProperties"


def find_document(root: Cursor, account: Account) -> str | None:
    """Return the document that the configuration names."""
    entry = account.find(root, "inputSpec", str)
    if entry is None:
        return None
    account.carry(entry, "setting `spec`")
    return str(entry.value)


def read(plan: Plan, root: Cursor) -> None:
    """Read a configuration, and keep the names that follow from it and the document."""
    account = plan.account
    nested = account.find(root, NESTED, dict)
    holders = [root, *([nested] if nested is not None else [])]
    options = _Options(plan)
    for holder in holders:
        for key, setting in TEXTS.items():
            if (entry := account.find_text(holder, key)) is not None:
                plan.set(setting, entry.value, entry)
        if (entry := account.find(holder, "packageUrl", str)) is not None:
            plan.set_entry("urls", "Homepage", entry.value, entry)
        _read_author(plan, holder)
        options.read(holder)
    plan.settings.setdefault("package", "openapi_client")
    plan.settings.setdefault("distribution", plan.settings["package"].replace("_", "-"))
    _Naming(plan, options).keep_all()
    if nested is not None:
        account.close(nested, REASONS)


def _read_author(plan: Plan, holder: Cursor) -> None:
    name = plan.account.find(holder, "infoName", str)
    email = plan.account.find(holder, "infoEmail", str)
    parts = [e.value for e in (name, email) if e is not None]
    if parts:
        author = f"{parts[0]} <{parts[1]}>" if len(parts) > 1 else parts[0]
        for entry in filter(None, (name, email)):
            plan.set("authors", [author], entry)


@dataclass(slots=True)
class _Options:
    """The options that change names."""

    plan: Plan
    mappings: dict[str, dict[str, Cursor]] = field(default_factory=dict)
    prefix: str = ""
    suffix: str = ""
    removes_prefix: bool = False

    def read(self, holder: Cursor) -> None:
        """Read the options in a mapping."""
        account = self.plan.account
        for key in MAPPINGS:
            listed = account.find(holder, key, dict)
            table = self.mappings.setdefault(key, {})
            entries = account.list_entries(listed) if listed is not None else ()
            for old, entry in entries:
                if isinstance(entry.value, str):
                    table[old] = entry
                    reason = f"the document has nothing with the name {old}"
                    account.leave(entry, reason, "remove the entry")
                else:
                    account.reject(entry, f"`{key}/{old}` must be a string")
        self.prefix = self._read_text(holder, "modelNamePrefix") or self.prefix
        self.suffix = self._read_text(holder, "modelNameSuffix") or self.suffix
        removes = holder.get("removeOperationIdPrefix")
        if removes is not None:
            self.removes_prefix = str(removes.value).lower() == "true"
            account.carry(removes, "names of methods")

    def _read_text(self, holder: Cursor, key: str) -> str:
        """Return an option that changes the names of classes; "" without it."""
        entry = self.plan.account.find_text(holder, key)
        if entry is None:
            return ""
        self.plan.account.carry(entry, "names of classes")
        return str(entry.value)

    def find(self, mapping: str, key: str, became: str) -> Cursor | None:
        """Return an entry of a mapping, which is carried over."""
        entry = self.mappings.get(mapping, {}).get(key)
        if entry is not None:
            self.plan.account.carry(entry, became)
        return entry


@dataclass(slots=True)
class _Naming:
    """The names of a client by OpenAPI Generator."""

    plan: Plan
    options: _Options

    def keep_all(self) -> None:
        """Keep the names of all methods, arguments, classes, fields and members."""
        for operation in self.plan.subject.operations:
            self._keep_operation(operation)
        for name, schema in self.plan.subject.list_components():
            self._keep_schema(schema, name, is_component=True)

    def _keep_operation(self, operation: ir.Operation) -> None:
        subject, cursor = self.plan.subject, self.plan.subject.locate(operation)
        operation_id = operation.operation_id or _make_id(operation)
        source = cursor
        module = underscore_og(sanitize_og(operation.tag or "default"))
        mapped = self.options.find("operationIdNameMappings", operation_id, "a method")
        if mapped is not None:
            source, method = mapped, str(mapped.value)
        else:
            text = operation_id
            if self.options.removes_prefix and "_" in text:
                text = text.partition("_")[2]
            method = name_og_method(text)
        self.plan.keep(subject.identify(operation), f"{module}.{method}", source)
        for parameter in operation.parameters:
            part = subject.identify_argument(operation, parameter)
            mapped = self.options.find(
                "parameterNameMappings", parameter.wire, "an argument"
            )
            name = (
                mapped.value if mapped is not None else name_og_variable(parameter.wire)
            )
            self.plan.keep(part, name, mapped if mapped is not None else cursor)
        for schema, name in _list_inline(subject, cursor, operation_id):
            self._keep_schema(schema, name)

    def _keep_schema(
        self, schema: Cursor, name: str, *, is_component: bool = False
    ) -> None:
        """Keep the names of a schema and of those in it."""
        value = schema.value
        if not isinstance(value, dict) or schema.ref is not None:
            return
        if value.get("type") == "array":
            if (items := schema.get("items")) is not None:
                self._keep_schema(items, f"{name}_inner")
            return
        if not is_component:
            name = str(value.get("title") or name)
        if "enum" in value:
            # Inline enums have no class there.
            if is_component:
                self._keep_class(schema, name)
                self._keep_members(schema)
            return
        self._keep_class(schema, name)
        part = self.plan.subject.identify_class(schema)
        for key, entry in _list_properties(schema):
            self._keep_schema(entry, f"{name}_{key}")
            if part is not None:
                mapped = self.options.find("nameMappings", key, "a field")
                own = mapped.value if mapped is not None else name_og_variable(key)
                source = mapped if mapped is not None else schema
                self.plan.keep(("field", part[1], key), own, source)

    def _keep_class(self, schema: Cursor, name: str) -> None:
        options, source = self.options, schema
        mapped = options.find("inlineSchemaNameMappings", name, "a class")
        if mapped is not None:
            source, name = mapped, str(mapped.value)
        mapped = options.find("modelNameMappings", name, "a class")
        if mapped is not None:
            source, new = mapped, str(mapped.value)
        else:
            new = name_og_class(name, options.prefix, options.suffix)
        self.plan.keep(self.plan.subject.identify_class(schema), new, source)

    def _keep_members(self, schema: Cursor) -> None:
        part = self.plan.subject.identify_class(schema)
        values = schema.value["enum"]
        stated = schema.value.get("x-enum-varnames")
        has_names = isinstance(stated, list) and len(stated) == len(values)
        if part is None:
            return
        for index, value in enumerate(values):
            mapped = self.options.find("enumNameMappings", str(value), "a member")
            name = str(mapped.value) if mapped is not None else name_og_member(value)
            name = str(stated[index]) if has_names and mapped is None else name
            source = mapped if mapped is not None else schema
            self.plan.keep(("member", part[1], str(value)), name, source)


def _make_id(operation: ir.Operation) -> str:
    """Return the operationId that the tool makes from the path and the method."""
    path = operation.path.replace("{", "").replace("}", "")
    parts = [p for p in f"{path}/{operation.method.lower()}".split("/") if p]
    text = "".join(
        camelize_og(part) for part in (parts if path != "/" else ["root", *parts])
    )
    return text[:1].lower() + text[1:]


def _list_properties(schema: Cursor) -> Iterator[tuple[str, Cursor]]:
    listed = schema.get("properties")
    yield from listed.items() if listed is not None else ()
    bases = schema.get("allOf")
    for base in bases.elements() if bases is not None else ():
        if base.ref is None:
            yield from _list_properties(base)


def _list_inline(
    subject: Any, operation: Cursor, operation_id: str
) -> Iterator[tuple[Cursor, str]]:
    """Yield the schemas of a body and of responses with their names."""
    body = operation.get("requestBody")
    holders = (
        [(subject.follow(body), f"{operation_id}_request")] if body is not None else []
    )
    responses = operation.get("responses")
    for status, response in responses.items() if responses is not None else ():
        name = f"{operation_id}_{status}_response"
        holders.append((subject.follow(response), name))
    for holder, name in holders:
        content = holder.get("content")
        for _, media_type in content.items() if content is not None else ():
            if (schema := media_type.get("schema")) is not None:
                yield schema, name
                break


_KEYS: Mapping[str, Any] = {**REASONS, **TEXTS, **dict.fromkeys(MAPPINGS)}
TOOL = Tool(
    name="openapi-generator",
    title="OpenAPI Generator",
    keys=frozenset(
        [
            *_KEYS,
            NESTED,
            *("inputSpec", "infoName", "infoEmail", "packageUrl"),
            *("modelNamePrefix", "modelNameSuffix", "removeOperationIdPrefix"),
        ]
    ),
    read=read,
    reasons=REASONS,
    find_document=find_document,
)
