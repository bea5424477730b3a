"""Types of the values that callers pass: models or dicts, any sequence, wire values of enums.

They are the types of the models with other names: `list[Author]` of a model becomes
`Sequence[Author | inputs.Author]` in methods and `Sequence[models.Author | Author]` in `inputs`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from specpress import ir
from specpress.python.expressions import (
    ANY,
    LITERAL,
    Import,
    PyExpression,
    PyName,
    PyStarred,
    PySubscript,
    PyType,
    PyUnion,
    list_names,
    make_union,
    or_any,
)
from specpress.python.types import SCALARS, PythonTypes

MODULE = ".inputs"
INPUTS = Import(".", "inputs")
MODELS = Import(".", "models")
DECIMAL = SCALARS[ir.ScalarKind.DECIMAL_NUMBER]
DECIMAL_INPUT = PyName(
    "DecimalInput", Import("._runtime.codec.decimal_numbers", "DecimalInput")
)
COLLECTIONS = {
    old: PyName(new, Import("collections.abc", new))
    for old, new in (("list", "Sequence"), ("dict", "Mapping"))
}


@dataclass(slots=True)
class InputTypes:
    """Types of the values that callers pass."""

    python: PythonTypes
    is_in_inputs: bool = False
    """True for the types in the module `inputs`, False for those in methods."""
    schemas: dict[str, ir.Type] = field(init=False)
    """The types with a Python name, by this name."""
    _differs: dict[ir.TypeId, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        names = self.python.names
        self.schemas = {names[i]: schema for i, schema in self.python.named.items()}

    def get_type(self, type_id: ir.TypeId) -> PyType:
        """Return the type of the values of a schema."""
        return self.convert(self.python.get_type(type_id))

    def convert(self, annotation: PyType) -> PyType:
        """Return the type of values that become a value of a type of the models."""
        match annotation:
            case PyName():
                return self._convert_name(annotation)
            case PySubscript(base=base, items=items) if base != LITERAL:
                return PySubscript(self._convert_base(base), self._convert_all(items))
            case PyUnion(members=members):
                if ANY in members:
                    return or_any(
                        self._convert_all(tuple(m for m in members if m != ANY))
                    )
                return make_union(self._convert_all(members))
            case PyStarred(inner=inner):
                return replace(annotation, inner=self._convert_all((inner,))[0])
        return annotation

    def _convert_all(self, parts: tuple[PyExpression, ...]) -> tuple[PyType, ...]:
        return tuple(self.convert(part) for part in parts)  # type: ignore[arg-type]

    def _convert_base(self, base: PyName) -> PyName:
        collection = COLLECTIONS.get(base.text, base)
        # A class of the document may have this name.
        return base if collection.text in self.schemas else collection

    def _convert_name(self, name: PyName) -> PyType:
        if name == DECIMAL:
            return DECIMAL_INPUT
        if not _is_class(name):
            return name
        schema = self.schemas[name.text]
        if isinstance(schema, ir.Object):
            return PyUnion((self._name_model(name), self._name_input(name)))
        if self._has_input(schema):
            return self._name_input(name)
        is_written_out = self.is_in_inputs
        return self.convert(self.python.expand_type(schema)) if is_written_out else name

    def _name_model(self, name: PyName) -> PyName:
        return PyName(f"models.{name}", MODELS) if self.is_in_inputs else name

    def _name_input(self, name: PyName) -> PyName:
        if self.is_in_inputs:
            return PyName(name.text, Import(MODULE, name.text))
        return PyName(f"inputs.{name}", INPUTS)

    def _has_input(self, schema: ir.Type) -> bool:
        """Return whether callers may pass other values than those of the models."""
        if schema.id not in self._differs:
            self._differs[schema.id] = self._contains_input(schema)
        return self._differs[schema.id]

    def _contains_input(self, schema: ir.Type) -> bool:
        seen: set[ir.TypeId] = set()
        pending = [schema]
        while pending:
            current = pending.pop()
            is_class = isinstance(current, (ir.Object, ir.Enum))
            # An alias that contains itself needs a name in the inputs, too.
            if is_class or current.id in seen:
                return True
            seen.add(current.id)
            for name in list_names(self.python.expand_type(current)):
                if _is_class(name):
                    pending.append(self.schemas[name.text])
                elif name.text in COLLECTIONS or name == DECIMAL:
                    return True
        return False


def _is_class(name: PyName) -> bool:
    """Return whether a name is that of a model, an enum or an alias."""
    return name.origin is not None and name.origin.module.startswith(".models.")
