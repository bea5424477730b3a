"""Names of the package, the distribution and the client class."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from specpress.config import Settings, load_settings
from specpress.pipeline import Generated, generate
from specpress.python.names.project import ProjectNames, name_project


def name(title: str, spec: str = "openapi.json") -> ProjectNames:
    return name_project(Settings(spec, Path("nowhere")), title)


@pytest.mark.parametrize(
    ("title", "package", "client"),
    [
        ("Bookshop API", "bookshop_client", "Bookshop"),
        ("Redocly Museum API", "redocly_museum_client", "RedoclyMuseum"),
        ("Discord HTTP API (Preview)", "discord_client", "Discord"),
        (
            "GitHub's official OpenAPI spec + Octokit extension",
            "github_client",
            "GitHub",
        ),
        ("Swagger Petstore - OpenAPI 3.0", "petstore_client", "Petstore"),
        ("GitHub v3 REST API", "github_client", "GitHub"),
        ("USPTO Data Set API", "uspto_data_set_client", "UsptoDataSet"),
        ("MyCompany.Orders.Api | v1", "mycompany_orders_client", "MyCompanyOrders"),
        ("BoatYardAPI", "boat_yard_client", "BoatYard"),
        ("boat-yard", "boat_yard_client", "BoatYard"),
        ("Café API", "cafe_client", "Cafe"),
        ("Office 365 API", "office_365_client", "Office365"),
        ("Documentation of the Acme Open API", "acme_client", "Acme"),
        ("Bob's API", "bobs_client", "Bobs"),
        ("2ch", "api_2ch_client", "Api2ch"),
        ("Model API", "model_client", "ModelClient"),
        (
            "Enhanced Test API with Complex and Unusual References",
            "enhanced_test_client",
            "EnhancedTest",
        ),
    ],
)
def test_names_follow_the_title(title: str, package: str, client: str) -> None:
    expected = ProjectNames(package, package.replace("_", "-"), client)
    assert name(title) == expected


@pytest.mark.parametrize(
    "title",
    [
        "",
        "FastAPI",
        "API",
        "title",
        "OpenAPI definition",
        "Swagger",
        "API v3",
        "日本語",
    ],
)
def test_default_titles_fall_back_to_the_file(title: str) -> None:
    assert name(title, "specs/boat-yard.v2.yaml").package == "boat_yard_client"
    assert name(title, "https://boats.example/boats.json?v=1").package == "boats_client"
    for spec in ("openapi.json", "-", "https://boats.example", "swagger.yaml"):
        assert name(title, spec) == ProjectNames("api_client", "api-client", "Api")


def test_settings_override_the_title() -> None:
    settings = Settings("a.yaml", Path("nowhere"), package="acme_shop_client")
    assert name_project(settings, "Books") == ProjectNames(
        "acme_shop_client", "acme-shop-client", "AcmeShop"
    )
    settings = Settings("a.yaml", Path("nowhere"), client="Acme", distribution="acme")
    assert name_project(settings, "Books") == ProjectNames(
        "books_client", "acme", "Acme"
    )


def test_stem_of_variables_and_fixtures() -> None:
    assert name("GitHub API").stem == "github"
    assert name("Model API").stem == "model"
    settings = Settings("a.yaml", Path("nowhere"), "acme_client", client="BigShop")
    assert name_project(settings, "Books").stem == "big_shop"


def generate_service(folder: Path, title: str, file: str) -> Generated:
    document = {
        "openapi": "3.1.0",
        "info": {"title": title, "version": "0.1.0"},
        "paths": {"/": {"get": {"operationId": "root__get", "responses": {}}}},
    }
    (folder / file).write_text(json.dumps(document), "utf-8")
    return generate(load_settings(folder, {"spec": str(folder / file)}))


@pytest.mark.parametrize(
    "services",
    [
        [("Bookshop", "openapi.json"), ("Boat yard", "openapi.json")],
        [("FastAPI", "books.json"), ("FastAPI", "boats.json")],
    ],
)
def test_two_services_install_side_by_side(
    services: list[tuple[str, str]], tmp_path: Path
) -> None:
    first, second = (generate_service(tmp_path, *service) for service in services)
    assert first.names.package != second.names.package
    assert first.names.distribution != second.names.distribution
    modules = [_installed_names(generated) for generated in (first, second)]
    assert modules[0].isdisjoint(modules[1])


def _installed_names(generated: Generated) -> set[str]:
    """Return the top-level names that the distribution installs."""
    project = generated.files["pyproject.toml"]
    package = generated.names.package
    assert f'packages = ["{package}"]' in project
    assert f'name = "{generated.names.distribution}"' in project
    return {package, generated.names.distribution}
