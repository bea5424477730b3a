"""Mock: takes a document, gives an ASGI application that answers as the document says."""
