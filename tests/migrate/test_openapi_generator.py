"""OpenAPI Generator: options and mappings of names in its configuration."""

from __future__ import annotations

import json

from tests.migrate.conftest import Migrate, list_left

CONFIG = """generatorName: python
inputSpec: openapi.yaml
outputDir: old
packageName: acme_books
projectName: acme-books
packageVersion: 1.4.0
packageUrl: https://example.com
infoName: Ann Example
infoEmail: ann@example.com
licenseInfo: Apache-2.0
modelNameSuffix: Dto
removeOperationIdPrefix: false
operationIdNameMappings: {createBook: add_book, nothing: something}
parameterNameMappings: {start: first}
nameMappings: {pageCount: pages}
modelNameMappings: {Kind: Genre}
enumNameMappings: {non-fiction: FACTUAL}
typeMappings: {string: str}
additionalProperties: {library: asyncio, hideGenerationTimestamp: true, oddity: 1}
"""


def test_settings(run: Migrate) -> None:
    settings = {**run(CONFIG).settings}
    assert settings.pop("names") == {
        "argument listBooks query start": "first",
        "class Kind": "Genre",
        "class book_record": "BookRecordDto",
        "class listBooks()/Response": "ListBooks200ResponseDto",
        "field book_record from": "var_from",
        "field book_record pageCount": "pages",
        "member Kind non-fiction": "FACTUAL",
        "operation createBook": "books.add_book",
        "operation getBook": "books.get_book",
        "operation health": "default.health",
        "operation listBooks": "books.list_books",
        "resource internal": "default",
    }
    assert settings == {
        "spec": "openapi.yaml",
        "output": "client",
        "package": "acme_books",
        "distribution": "acme-books",
        "version": "1.4.0",
        "license": "Apache-2.0",
        "authors": ["Ann Example <ann@example.com>"],
        "urls": {"Homepage": "https://example.com"},
    }


def test_what_is_not_carried_over_is_listed(run: Migrate) -> None:
    left = list_left(run(CONFIG))
    assert {at: text.split(":")[0].split(",")[0] for at, text in left.items()} == {
        "1:1": "`generatorName` has no counterpart",
        "3:1": "`outputDir` has no counterpart",
        "13:49": "`operationIdNameMappings/nothing` has no counterpart",
        "18:1": "`typeMappings` has no counterpart",
        "19:24": "`additionalProperties/library` has no counterpart",
        "19:42": "`additionalProperties/hideGenerationTimestamp` has no counterpart",
        "19:73": "`additionalProperties/oddity` is unknown",
    }


def test_json_and_defaults(run: Migrate) -> None:
    config = json.dumps({"packageVersion": "2.0.0", "modelNamePrefix": "Api"})
    result = run(config, name="config.json")
    assert result.tool.name == "openapi-generator"
    assert result.settings["package"] == "openapi_client"
    assert result.settings["distribution"] == "openapi-client"
    assert result.settings["names"]["class Kind"] == "ApiKind"


def test_names_without_operation_ids(run: Migrate) -> None:
    document = """openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets/{petId}/photos:
    get:
      parameters: [{name: petId, in: path, required: true, schema: {type: string}}]
      responses:
        '200':
          description: Photos
          content:
            application/json:
              schema:
                type: object
                properties:
                  main: {type: object, properties: {url: {type: string}}}
"""
    names = run("packageName: pets\n", document).settings["names"]
    assert (
        names['operation "GET /pets/{petId}/photos"']
        == "default.pets_pet_id_photos_get"
    )
    classes = {name for key, name in names.items() if key.startswith("class")}
    assert classes == {
        "PetsPetIdPhotosGet200Response",
        "PetsPetIdPhotosGet200ResponseMain",
    }


def test_a_setting_that_is_not_valid_is_listed(run: Migrate) -> None:
    result = run("packageName: class\nlicenseInfo: My licence\n")
    assert "package" not in result.settings
    assert "license" not in result.settings
    assert list_left(result)["1:1"].startswith(
        "`packageName` has no counterpart: `package` cannot be 'class'"
    )
