"""The client's engine: models, codecs, requests, answers, errors. Private: import it through the package."""
