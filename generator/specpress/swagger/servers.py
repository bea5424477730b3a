"""Servers from `schemes`, `host` and `basePath`."""

from __future__ import annotations

from urllib.parse import urlsplit

from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.document.uris import host as get_host
from specpress.document.uris import is_url, with_slash
from specpress.swagger.context import PARAMETERIZED_HOST, Context
from specpress.swagger.parts import (
    ObjectBuilder,
    Part,
    build_list,
    find_origin,
)

# Of several schemes, the client uses the first one that it prefers.
PREFERRED = ("https", "http")
DEFAULT = "https"


def build_servers(holder: Cursor, context: Context) -> Part | None:
    """Return the servers of the document, or of an operation that declares `schemes`."""
    root = context.workspace.root
    template = root.get(PARAMETERIZED_HOST)
    if template is not None and isinstance(template.value, dict):
        return _build_parameterized(root, template)
    base_path = _get_text(root, "basePath")
    host, at = _find_host(root)
    if not host:
        # The host of a document in a file is not known.
        if not base_path:
            return None
        urls = [with_slash(base_path)]
        at = root.child("basePath")
    elif "://" in host:
        urls = [f"{host.rstrip('/')}{_get_path(base_path)}"]
    else:
        schemes = _list_schemes(holder, root)
        urls = [f"{scheme}://{host}{_get_path(base_path)}" for scheme in schemes]
    return _build_list(urls, at)


def _build_list(urls: list[str], at: Cursor) -> Part:
    servers = []
    for url in urls:
        server = ObjectBuilder(find_origin(at))
        server.set("url", url)
        servers.append(server.build())
    return build_list(servers, find_origin(at))


def _get_text(holder: Cursor, key: str) -> str:
    value = holder.value.get(key)
    return value.strip() if isinstance(value, str) else ""


def _get_path(base_path: str) -> str:
    return with_slash(base_path).rstrip("/")


def _find_host(root: Cursor) -> tuple[str, Cursor]:
    """Return the host, which is that of the document if none is written, and its place."""
    host = _get_text(root, "host")
    if host:
        return host, root.child("host")
    return get_host(root.document.uri), root


def _list_schemes(holder: Cursor, root: Cursor) -> list[str]:
    """Return the schemes of an operation, the document, or of the URL of the document."""
    for source in (holder, root):
        node = source.get("schemes")
        values = node.value if node is not None else None
        listed = (
            [v for v in values if isinstance(v, str)]
            if isinstance(values, list)
            else []
        )
        if listed:
            known = [name for name in PREFERRED if name in listed]
            others = [name for name in listed if name not in PREFERRED]
            return [*known, *dict.fromkeys(others)]
    uri = root.document.uri
    return [urlsplit(uri).scheme if is_url(uri) else DEFAULT]


def _build_parameterized(root: Cursor, template: Cursor) -> Part:
    """Return the server whose host contains parameters."""
    url = _get_text(template, "hostTemplate")
    if template.value.get("useSchemePrefix") is not False and "://" not in url:
        url = f"{_list_schemes(root, root)[0]}://{url}"
    base_path = _get_path(_get_text(root, "basePath"))
    server = ObjectBuilder(find_origin(template))
    server.set("url", f"{url.rstrip('/')}{base_path}")
    variables = ObjectBuilder(find_origin(template))
    parameters = template.get("parameters")
    for entry in parameters.elements() if parameters is not None else ():
        parameter = entry.follow(Problems())
        name = _get_text(parameter, "name") if isinstance(parameter.value, dict) else ""
        if name:
            variables.add(name, _build_variable(parameter))
    if variables.value:
        server.add("variables", variables.build())
    return build_list([server.build()], find_origin(template))


def _build_variable(parameter: Cursor) -> Part:
    variable = ObjectBuilder(find_origin(parameter))
    keys = ("enum", "default", "description")
    variable.keep(parameter, [key for key in keys if key in parameter.value])
    return variable.build()
