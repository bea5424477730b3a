"""Send a request to a public address only.

The name of a host is resolved once, and the request is sent to the address that was checked: a name server
could return another address the second time.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import urllib.request
from collections.abc import Mapping
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from specpress.document.policy import DEFAULT_PORTS, refuse
from specpress.document.uris import display_name
from specpress.wording import name_option

if TYPE_CHECKING:
    import httpx2

# NAT64: the last 32 bits are an IPv4 address.
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_public(text: str) -> bool:
    """Return whether an address is public, also if it contains an IPv4 address."""
    address: Address = ipaddress.ip_address(text)
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        address = inner or address
    return address.is_global and not address.is_multicast


def is_loopback(text: str) -> bool:
    """Return whether an address is one of this computer."""
    address: Address = ipaddress.ip_address(text)
    # Versions of Python differ in the treatment of an IPv4 address inside of IPv6.
    is_mapped = getattr(address, "ipv4_mapped", None) is not None
    return address.is_loopback and not is_mapped


def is_local(url: str) -> bool:
    """Return whether the host of a URL is written as `localhost` or as an address of this computer."""
    try:
        host = urlsplit(url).hostname or ""
        return host == "localhost" or is_loopback(host)
    except ValueError:
        return False


async def open_response(
    url: str, headers: Mapping[str, str], stack: AsyncExitStack, *, is_local: bool
) -> httpx2.Response:
    """Return the response from the first public address of the host that accepts a connection.

    Args:
        is_local: The host is this computer, which the user named.

    Raises:
        RefusedError: an address of the host is not public, or not of this computer if that is wanted.
        OSError: the host is unknown.
    """
    import httpx2

    target = httpx2.URL(url)
    if not is_local and _uses_proxy(target):
        # The proxy resolves the name: only an address that is part of the URL can be checked.
        await _check_written_address(target)
        client = httpx2.AsyncClient(headers=headers, timeout=None)
        await stack.enter_async_context(client)
        return await stack.enter_async_context(client.stream("GET", url))
    # A transport of its own, because proxies of the environment must not be used.
    client = httpx2.AsyncClient(
        headers=headers, timeout=None, transport=httpx2.AsyncHTTPTransport()
    )
    await stack.enter_async_context(client)
    failure: httpx2.ConnectError | None = None
    for address in await resolve(target, is_local=is_local):
        try:
            request = _request_to(client, target, address)
            response = await client.send(request, stream=True)
        except httpx2.ConnectError as error:
            failure = error
        else:
            stack.push_async_callback(response.aclose)
            return response
    raise failure or OSError("the host has no address")


async def resolve(target: httpx2.URL, *, is_local: bool = False) -> list[str]:
    """Return the addresses of the host of a URL, all of which are public, or of this computer.

    Raises:
        RefusedError: one of them is not public.
        OSError: the host is unknown.
    """
    host = target.raw_host.decode("ascii")
    port = target.port or DEFAULT_PORTS[target.scheme]
    loop = asyncio.get_running_loop()
    entries = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [*dict.fromkeys(str(entry[4][0]) for entry in entries)]
    for address in addresses:
        if not (is_loopback(address) if is_local else is_public(address)):
            name = host if host == address else f"{host} ({address})"
            reason = f"cannot fetch {display_name(str(target))}: {name} is not a public address"
            hint = f"to read documents of private networks, pass {name_option('--allow-remote')}"
            raise refuse(reason, hint, code="private-address")
    return addresses


def _request_to(
    client: httpx2.AsyncClient, target: httpx2.URL, address: str
) -> httpx2.Request:
    """Return a request that is sent to an address; TLS still verifies the name of the host."""
    return client.build_request(
        "GET",
        target.copy_with(host=address),
        headers={"host": target.netloc.decode("ascii")},
        extensions={"sni_hostname": target.raw_host.decode("ascii")},
    )


def _uses_proxy(target: httpx2.URL) -> bool:
    proxies = urllib.request.getproxies()
    has_proxy = target.scheme in proxies or "all" in proxies
    return has_proxy and not urllib.request.proxy_bypass(target.host)


async def _check_written_address(target: httpx2.URL) -> None:
    host = target.host
    is_number = host.rpartition(".")[2][:1].isdecimal() or ":" in host
    if is_number or host.rpartition(".")[2] == "localhost":
        await resolve(target)
