"""Compare recorded exchanges with a document, and write the Overlay that makes the document true."""
