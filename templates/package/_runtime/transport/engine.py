"""Imports of clients, in one module that is loaded with the first client, not with the package."""

from __future__ import annotations

from ..call import begin as begin
from ..errors import APIError as APIError
from ..errors import TransportError as TransportError
from ..exchange import CallContext as CallContext
from ..exchange import RawResponse as RawResponse
from ..exchange import call_with as call_with
from ..redaction import Secret as Secret
from ..redaction import redact_url as redact_url
from ..retry import Budget as Budget
from .selection import select_async_transport as select_async_transport
from .selection import select_sync_transport as select_sync_transport
from .transport import Response as Response
