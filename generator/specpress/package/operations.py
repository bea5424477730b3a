"""Operations: a class per resource, with a method for each operation."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from specpress import ir
from specpress.package.aliases import MethodAlias, name_decorator
from specpress.package.deprecations import NAME, make_decorator, rename_decorator
from specpress.package.methods import Method, MethodBuilder
from specpress.package.part_texts import join_texts
from specpress.package.responses import MethodForm, list_method_forms
from specpress.python.expressions import Import, PyCall, PyName, list_imports
from specpress.python.imports import DEFER_MODULE, ModuleImports
from specpress.python.input_types import COLLECTIONS
from specpress.python.names import (
    Claim,
    escape,
    pascal,
    reserved,
    snake,
)
from specpress.python.names.namer import Space
from specpress.python.names.operation_names import OperationName
from specpress.python.names.resources import (
    ResourceGroup,
    group_operations,
    keep_resources,
)
from specpress.python.types import PythonTypes

# Names in annotations that a method of the same class may shadow.
BUILTINS = frozenset(["bool", "bytes", "dict", "float", "int", "list", "str"])
# Imports of every module of a resource.
RESOURCE_IMPORTS = (Import("typing", "Unpack"), DEFER_MODULE)
RESOURCE_TYPES = (
    Import("._runtime.operation", "Operation"),
    Import("._runtime.client_async", "AsyncBase"),
    Import("._runtime.client_sync", "SyncBase"),
)
STREAMS = (
    Import("._runtime.streams.stream_async", "AsyncStream"),
    Import("._runtime.streams.stream_sync", "Stream"),
)


@dataclass(frozen=True, slots=True)
class Resource:
    """The module of a resource: two classes, and the table of operations that both use."""

    module: str
    """Name of the module, and attribute of the client."""
    name: str
    """Class of the synchronous resource; the asynchronous one begins with `Async`."""
    text: str
    """Description of the tag."""
    summary: str
    """Docstring if the tag has no description."""
    methods: list[Method]
    """The methods."""
    aliases: list[MethodAlias] = field(default_factory=list)
    """Earlier names of methods."""

    @property
    def decorator(self) -> PyName:
        """The decorator of the aliases."""
        return name_decorator((m.name for m in self.methods), self.aliases)

    @property
    def imports(self) -> ModuleImports:
        """The imports: those of annotations only for type checkers."""
        streams = STREAMS if self.has_streams else ()
        methods = [*self.methods, *(alias.method for alias in self.aliases)]
        paginated = [m.pages for m in methods if m.pages is not None]
        pages = (i for entry in paginated for i in entry.list_imports())
        types = (i for method in methods for i in method.list_imports())
        results = list_imports(*(method.result for method in self.methods))
        tables = list_imports(*(method.table for method in self.methods))
        marks = (self.mark(m) for m in self.methods if m.source.deprecated)
        decorator = list_imports(self.decorator) if self.aliases else ()
        renamed = list_imports(*(m.renamed for m in self.methods if m.renamed))
        return ModuleImports(
            f".resources.{self.module}",
            frozenset(
                [
                    *RESOURCE_IMPORTS,
                    *streams,
                    *pages,
                    *tables,
                    *decorator,
                    *renamed,
                    *list_imports(*marks),
                ]
            ),
            frozenset([*RESOURCE_TYPES, *types, *results]),
        )

    def mark(self, method: Method) -> PyCall:
        """Return the decorator of a deprecated method."""
        source = method.source
        label, texts = f"{source.method} {source.path}", (
            source.summary,
            source.description,
        )
        decorator = make_decorator(label, *texts)
        is_free = not self.aliases and all(m.name != NAME for m in self.methods)
        return decorator if is_free else rename_decorator(decorator)

    @property
    def has_pages(self) -> bool:
        """True if a method returns pages."""
        return any(m.pages is not None for m in self.methods)

    @property
    def has_streams(self) -> bool:
        """True if a method returns a stream."""
        return any(m.streams for m in self.methods)


class ResourceBuilder:
    """Builds the resources of an API."""

    def __init__(
        self,
        api: ir.Api,
        python: PythonTypes,
        client_wide: dict[str, str],
        client: str,
    ) -> None:
        self.api = api
        self.client_names = {client, f"Async{client}", f"{client}Environment"}
        self.python = python
        self.methods = MethodBuilder(api, python, client_wide)
        self.selected = {operation.origin: operation for operation in api.operations}

    def build(self) -> list[Resource]:
        """Return the resources in document order."""
        namer, operations = self.python.namer, self.methods.operations
        groups = keep_resources(
            group_operations(self.api.named_operations), operations.identify, namer
        )
        used = {*self.python.names.values(), *self.client_names, *reserved("client")}
        used |= {*self.python.left_out_names, *namer.whole.values()}
        used |= {str(collection) for collection in COLLECTIONS.values()}
        selected = [g.key for g in groups if self._select(g)]
        claims = [Claim(g.key, _list_class_names(g, used)) for g in groups]
        claims = _keep_free(claims, selected)
        names = namer.assign(claims, "class", Space("resource-class"), used)
        claims = _keep_free(map(_claim_module, groups), selected)
        modules = namer.assign(claims, "module", Space("resource"))
        self.python.resource_names = frozenset(names[key] for key in selected)
        return [
            self._build_resource(group, modules[group.key], names[group.key])
            for group in groups
            if group.key in selected
        ]

    def _select(self, group: ResourceGroup) -> list[ir.Operation]:
        """Return the operations of a group that the package has."""
        found = (self.selected.get(o.origin) for o in group.operations)
        return [operation for operation in found if operation is not None]

    def _build_resource(self, group: ResourceGroup, module: str, name: str) -> Resource:
        methods = [
            self.methods.build(method, source, form)
            for method, source, form in self._name_methods(group, module)
        ]
        shadowed = BUILTINS & {method.name for method in methods}
        return Resource(
            module=module,
            name=name,
            text=self._describe(group),
            summary=group.summary,
            methods=(
                [replace(m, shadowed=shadowed) for m in methods]
                if shadowed
                else methods
            ),
        )

    def _describe(self, group: ResourceGroup) -> str:
        """Return the text of a resource; "" if the document has none."""
        tag = group.tag or ""
        text, docs = self.api.tags.get(tag, ""), self.api.tag_docs.get(tag, "")
        return join_texts(text or group.summary, docs) if docs else text

    def _name_methods(
        self, group: ResourceGroup, module: str
    ) -> Iterator[tuple[str, ir.Operation, MethodForm]]:
        """Yield all methods of all operations with their names."""
        namer, space = self.python.namer, Space("operation", prefix=f"{module}.")
        operations = self.methods.operations.name_group(group)
        selected = self._select(group)
        forms = {o.origin: list_method_forms(self.python, o) for o in selected}
        with_suffix = [
            (operations[origin], form)
            for origin, own in forms.items()
            for form in own
            if form.suffix
        ]
        keys = [operations[origin].key for origin in forms]
        claims = [Claim(o.key, o.candidates) for o in operations.values()]
        claims = _keep_free(claims, keys)
        later = [_identify_form(o.key, form) for o, form in with_suffix]
        names = namer.assign(claims, "method", space, later=later)
        claims = [_claim_form(o, form, names) for o, form in with_suffix]
        further = namer.assign(claims, "method", space, names.values())
        for operation in selected:
            key = operations[operation.origin].key
            for form in forms[operation.origin]:
                name = further[_form_key(key, form)] if form.suffix else names[key]
                yield name, operation, form


def _keep_free(claims: Iterable[Claim], keys: Collection[str]) -> list[Claim]:
    """Return the claims; those without a part in the package only keep their name free."""
    return [c if c.key in keys else replace(c, is_public=False) for c in claims]


def _form_key(key: str, form: MethodForm) -> str:
    return f"{key} {form.suffix}"


def _identify_form(key: str, form: MethodForm) -> tuple[str, str]:
    """Return the words that identify a further method in the names lock."""
    return key, form.suffix.strip("_")


def _claim_form(
    operation: OperationName, form: MethodForm, names: dict[str, str]
) -> Claim:
    """Return the claim to a further method of an operation, such as `list_stream`."""
    stems = (names[operation.key], *operation.candidates)
    return Claim(
        _form_key(operation.key, form),
        tuple(f"{stem}{form.suffix}" for stem in dict.fromkeys(stems)),
        identity=_identify_form(operation.key, form),
    )


def _list_class_names(group: ResourceGroup, used: set[str]) -> tuple[str, ...]:
    """Return names for a resource that differ from models, clients and their async classes."""
    stem = pascal(" ".join(group.noun) or group.key)
    full = pascal(group.key)
    *names, last = (stem, full, f"{full}Resource", f"{full}TagResource")
    return (*(name for name in names if _is_free(name, used)), last)


def _claim_module(group: ResourceGroup) -> Claim:
    """Return the claim to the module of a resource, which is also its attribute on the client."""
    name, full = snake(" ".join(group.noun) or group.key), snake(group.key)
    return Claim(group.key, (name, full, f"{full}_resource"), int(name != group.key))


def _is_free(name: str, used: set[str]) -> bool:
    """Return whether the class of a resource and its asynchronous one can have their names."""
    is_valid = all(escape(n, "class") == n for n in (name, f"Async{name}"))
    is_ambiguous = name.startswith("Async") or f"Async{name}" in used
    return is_valid and name not in used and not is_ambiguous
