"""What a schema allows decodes and encodes to itself; what contradicts it is told, and nothing is lost."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.property.codecs import codecs, same, spoken
from tests.property.documents import Document, documents
from tests.property.values import Source
from tests.property.witness import Witness


@given(documents(), st.data())
def test_a_value_encodes_to_itself(document: Document, data: st.DataObject) -> None:
    tree = spoken(document)
    schemas = tree["components"]["schemas"]
    assume(schemas)
    source, witness = Source(data.draw, tree), Witness(tree)
    with codecs(tree) as found:
        for name, schema in schemas.items():
            value = source.value(schema)
            if witness.allows(name, value):
                back = found.encode(name, found.decode(name, value))
                assert same(back, value), (name, back, value)
