"""Codec modules: which functions decode and encode each type, in which module, and what they import."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from specpress import ir
from specpress.layout import (
    import_from,
    import_from_as,
    signature,
    statement,
)
from specpress.names import snake
from specpress.views import decode, encode
from specpress.views.space import PythonTypes, module_of


@dataclass(slots=True)
class CodecModule:
    """One module of `_codec/`: functions as lines, and what they import."""

    name: str
    python: PythonTypes
    functions: list[list[str]] = field(default_factory=list)
    constants: list[str] = field(default_factory=list)
    models: set[str] = field(default_factory=set)
    siblings: set[str] = field(default_factory=set)
    runtime: set[tuple[str, str]] = field(default_factory=set)
    codecs: list[tuple[str, str, str]] = field(default_factory=list)
    wrapped: dict[str, str] = field(default_factory=dict)

    def use(self, module: str, name: str) -> str:
        """A name of the runtime, noted for the imports."""
        self.runtime.add((module, name))
        return name

    def model(self, type_id: ir.TypeId) -> str:
        """A model class of this module's own models."""
        self.models.add(type_id)
        return self.python.names[type_id]

    @property
    def imports(self) -> list[str]:
        """The import statements, as lines."""
        self.use("codec", "Faults")
        lines = ["from typing import Any", ""]
        for name in sorted(self.siblings):
            lines += import_from_as(name)
        names = sorted({self.python.names[i] for i in self.models})
        by_module: dict[str, list[str]] = {}
        for module, name in sorted(self.runtime):
            by_module.setdefault(f".._runtime.{module}", []).append(name)
        if names:
            by_module[f"..models.{self.name}"] = names
        for module, imported in sorted(by_module.items()):
            lines += import_from(module, imported)
        return lines

    def function(self, direction: str, type_id: ir.TypeId) -> str:
        """How the codec function of a named type is called from here."""
        name = self.python.codec_name(direction, type_id)
        module = self.python.modules[type_id]
        if module == self.name:
            return name
        self.siblings.add(module)
        return f"_{module}.{name}"

    def decoder(self, type_id: ir.TypeId) -> str:
        """The name of a decoding function for any type: its own, or one that wraps it here."""
        if type_id in self.python.named:
            return self.function("decode", type_id)
        if type_id not in self.wrapped:
            naming = self.python.types[type_id].naming
            stem = snake(" ".join((naming.root, *naming.steps)))
            taken = set(self.wrapped.values())
            name = f"_decode_{stem.removeprefix(f'{self.name}_')}"
            if name in taken:
                name = f"{name}_{digest(type_id)}"
            self.wrapped[type_id] = name
            self.functions.append(decode.function(self, name, type_id))
        return self.wrapped[type_id]

    def add_type(self, found: ir.Type) -> None:
        """Add both functions of a named type."""
        decoder = self.python.codec_name("decode", found.id)
        encoder = self.python.codec_name("encode", found.id)
        at = len(self.functions)
        lines = decode.of_type(self, found)
        # Before the helpers that it asked for: the reader meets the whole before its parts.
        self.functions.insert(at, [*decode.define(decoder), *lines])
        self.functions.append(encode.of_type(self, found, encoder))
        if isinstance(found, ir.Object):
            self.codecs.append((self.model(found.id), decoder, encoder))

    def add_entry(self, type_id: ir.TypeId, name: str) -> None:
        """Add public functions for an unnamed type that an operation uses directly."""
        self.functions.append(decode.function(self, f"decode_{name}", type_id))
        lines = signature(f"def encode_{name}(", "value: Any", ") -> Any:")
        value = encode.expression(self, type_id, "value")
        self.functions.append([*lines, *statement(f"return {value}", 4)])


def digest(type_id: ir.TypeId) -> str:
    """A few signs that stand for a place in the document."""
    return hashlib.sha256(type_id.encode()).hexdigest()[:6]


def modules(python: PythonTypes, entries: dict[ir.TypeId, str]) -> list[CodecModule]:
    """All codec modules, by name; `entries` are unnamed types that operations use directly."""
    found: dict[str, CodecModule] = {}
    for type_id, made in python.named.items():
        name = python.modules[type_id]
        found.setdefault(name, CodecModule(name, python)).add_type(made)
    for type_id, entry in entries.items():
        name = module_of(python.types[type_id].naming)
        found.setdefault(name, CodecModule(name, python)).add_entry(type_id, entry)
    return [found[name] for name in sorted(found)]
