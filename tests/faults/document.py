"""A small document with features that Extend lacks: GET, streams, downloads, three credentials per request."""

from __future__ import annotations

from threading import Lock
from types import ModuleType

from tests.wire.clients import generate_package

THING = "{schema: {$ref: '#/components/schemas/Thing'}}"
PARAMETER = "{name: id, in: path, required: true, schema: {type: string}}"
GET_THING = (
    f"tags: [things], parameters: [{PARAMETER}], "
    f"responses: {{'200': {{description: It., content: {{application/json: {THING}}}}}}}"
)
DOCUMENT = f"""
openapi: 3.1.0
info: {{title: Acme, version: '1'}}
servers: [{{url: 'https://api.acme.test'}}]
security: [{{bearer: [], key: [], session: []}}]
paths:
  /things/{{id}}:
    parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}]
    get:
      operationId: readThing
      tags: [things]
      responses: {{'200': {{description: It., content: {{application/json: {THING}}}}}}}
    put:
      operationId: replaceThing
      tags: [things]
      requestBody: {{required: true, content: {{application/json: {THING}}}}}
      responses: {{'200': {{description: It., content: {{application/json: {THING}}}}}}}
    delete:
      operationId: deleteThing
      tags: [things]
      responses: {{'204': {{description: Gone.}}}}
  /things:
    post:
      operationId: createThing
      tags: [things]
      requestBody: {{required: true, content: {{application/json: {THING}}}}}
      responses: {{'201': {{description: It., content: {{application/json: {THING}}}}}}}
  /keyed:
    post:
      operationId: addThing
      tags: [things]
      parameters: [{{name: Idempotency-Key, in: header, schema: {{type: string}}}}]
      requestBody: {{required: true, content: {{application/json: {THING}}}}}
      responses: {{'201': {{description: It., content: {{application/json: {THING}}}}}}}
  /lines:
    get:
      operationId: listThings
      tags: [things]
      responses: {{'200': {{description: All., content: {{application/jsonl: {THING}}}}}}}
  /events:
    get:
      operationId: watchThings
      tags: [things]
      responses: {{'200': {{description: All., content: {{text/event-stream: {THING}}}}}}}
  /file:
    get:
      operationId: downloadThings
      tags: [things]
      responses: {{'200': {{description: All., content: {{application/octet-stream: {{}}}}}}}}
  /print:
    get:
      operationId: printThings
      tags: [things]
      responses: {{'200': {{description: All., content: {{application/pdf: {{}}}}}}}}
  /text:
    get:
      operationId: describeThings
      tags: [things]
      responses: {{'200': {{description: All., content: {{text/plain: {{schema: {{type: string}}}}}}}}}}
  '@localhost:9/{{id}}':
    get: {{operationId: readAtSign, {GET_THING}}}
  ':9/{{id}}':
    get: {{operationId: readColon, {GET_THING}}}
  '.localhost/{{id}}':
    get: {{operationId: readSuffix, {GET_THING}}}
  '//localhost:9/{{id}}':
    get: {{operationId: readSlashes, {GET_THING}}}
  '\\\\localhost:9\\{{id}}':
    get: {{operationId: readBackslashes, {GET_THING}}}
  /otherServer/{{id}}:
    get: {{operationId: readOtherServer, servers: [{{url: '//localhost:9/v1'}}], {GET_THING}}}
  /variable/{{id}}:
    servers: [{{url: '{{target}}/v1', variables: {{target: {{default: '//localhost:9'}}}}}}]
    get: {{operationId: readVariable, {GET_THING}}}
  /elsewhere/{{id}}:
    servers: [{{url: 'http://localhost:{{port}}', variables: {{port: {{default: '9'}}}}}}]
    get: {{operationId: readElsewhere, {GET_THING}}}
  /confirmed/{{id}}:
    delete:
      operationId: dropThing
      tags: [things]
      parameters: [{PARAMETER}]
      x-specpress-idempotent: {{refused: [409], confirm: {{path: '@localhost:9/{{id}}', property: id, values: ['1']}}}}
      responses: {{'204': {{description: Gone.}}}}
  /other:  # With one tag, the paths would determine the resources.
    get: {{operationId: other, tags: [others], responses: {{'204': {{description: Done.}}}}}}
components:
  securitySchemes:
    bearer: {{type: http, scheme: bearer}}
    key: {{type: apiKey, in: query, name: api_key}}
    session: {{type: apiKey, in: cookie, name: session}}
  schemas:
    Thing:
      type: object
      required: [id]
      properties: {{id: {{type: string}}, size: {{type: integer}}, more: {{}}}}
"""

# Cases run in threads: without the lock, two could generate the package at once.
GENERATION_LOCK = Lock()


def load_acme() -> ModuleType:
    """Return the package of the document; it is generated once."""
    with GENERATION_LOCK:
        return generate_package(DOCUMENT)
