"""Names of OpenAPI fields and of extensions that several stages read."""

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
OTHER_METHODS = "additionalOperations"
LIFECYCLE = "x-lifecycle"
AVAILABILITY = "x-availability"
