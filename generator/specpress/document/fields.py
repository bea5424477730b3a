"""Names of OpenAPI fields that several stages read."""

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
OTHER_METHODS = "additionalOperations"
