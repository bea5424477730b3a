"""Runtime of the client: models, codecs, requests, responses, errors. Private: import from the package."""
