"""XML content: its conversion from and to JSON values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ..response_reader import find_codec
from .xml_schemas import find_root

_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Xml:
    """The conversion between JSON values and XML by a schema, at a pointer in the document."""

    schema: str

    def write(self, value: Any, media_type: str) -> bytes:
        """Return a JSON value as XML, in the charset of the media type.

        Raises:
            InvalidArgumentError: XML cannot contain the value.
        """
        from .xml_writer import write_xml

        text = write_xml(find_root(self.schema), value)
        charset = _find_charset(media_type)
        declaration = f'<?xml version="1.0" encoding="{charset}"?>\n'
        return f"{declaration}{text}".encode(charset, "xmlcharrefreplace")

    def read(self, content: bytes, content_type: str) -> Any:
        """Return the JSON value of XML.

        Raises:
            InvalidDataError: the content is not XML, or has a document type declaration.
        """
        from .xml_reader import read_xml

        return read_xml(find_root(self.schema), content, content_type)


def _find_charset(media_type: str) -> str:
    """Return the charset of a media type if it is supported, else UTF-8."""
    match = _CHARSET.search(media_type)
    codec = find_codec(match[1]) if match else "utf-8"
    return match[1] if match and codec not in (None, "utf-8") else "UTF-8"
