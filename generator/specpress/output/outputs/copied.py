"""The files without a view, which are copied, grouped by the feature of a document that needs them."""

from __future__ import annotations

from specpress import ir
from specpress.output.facts import Facts
from specpress.output.outputs.declarations import Copied
from specpress.package.fake_usage import has_collections
from specpress.package.forms import uses_bodies, uses_forms, uses_nested_keys
from specpress.package.headers import list_headers
from specpress.package.xml import list_xml_types


def _sends_bodies(facts: Facts) -> bool:
    """Return whether an operation or a token request sends a body."""
    return uses_bodies(facts.api, facts.python) or facts.client.has_token_url


def _sends_forms(facts: Facts) -> bool:
    """Return whether an operation or a token request sends a form."""
    return uses_forms(facts.api, facts.python) or facts.client.has_token_url


def _has_several_media_types(facts: Facts) -> bool:
    """Return whether the request body of an operation has several media types."""
    return any(len(operation.bodies) > 1 for operation in facts.api.operations)


def _has_pages(facts: Facts) -> bool:
    """Return whether a method returns pages."""
    return any(resource.has_pages for resource in facts.resources)


def _confirms_refusals(facts: Facts) -> bool:
    """Return whether a refusal may make the client read a state."""
    methods = (method for resource in facts.resources for method in resource.methods)
    return any(method.reads_state for method in methods)


def _changes_states(facts: Facts) -> bool:
    """Return whether an operation changes the state of a resource."""
    return any(lifecycle.operations for lifecycle in facts.lifecycles)


def _waits_for_states(facts: Facts) -> bool:
    """Return whether a resource with a terminal state can be read."""
    sources = [lifecycle.source for lifecycle in facts.lifecycles]
    return any(source.read and source.terminal for source in sources)


COPIED: tuple[Copied, ...] = (
    Copied(
        (
            "package/_runtime/__init__.py",
            "package/_runtime/call.py",
            "package/_runtime/call_report.py",
            "package/_runtime/client.py",
            "package/_runtime/client_async.py",
            "package/_runtime/codec/__init__.py",
            "package/_runtime/codec/aliases.py",
            "package/_runtime/codec/arguments.py",
            "package/_runtime/codec/cattrs_hooks.py",
            "package/_runtime/codec/codec.py",
            "package/_runtime/codec/containers.py",
            "package/_runtime/codec/contradictions.py",
            "package/_runtime/codec/copies.py",
            "package/_runtime/codec/deferred_annotations.py",
            "package/_runtime/codec/display.py",
            "package/_runtime/codec/encoders.py",
            "package/_runtime/codec/encodings.py",
            "package/_runtime/codec/files.py",
            "package/_runtime/codec/lazy_exports.py",
            "package/_runtime/codec/fields.py",
            "package/_runtime/codec/model_methods.py",
            "package/_runtime/codec/models.py",
            "package/_runtime/codec/parameter_values.py",
            "package/_runtime/codec/paths.py",
            "package/_runtime/codec/pydantic_schemas.py",
            "package/_runtime/codec/received.py",
            "package/_runtime/codec/recursion.py",
            "package/_runtime/codec/scalars.py",
            "package/_runtime/codec/types.py",
            "package/_runtime/codec/wire_texts.py",
            "package/_runtime/errors.py",
            "package/_runtime/exchange.py",
            "package/_runtime/json/__init__.py",
            "package/_runtime/json/error_messages.py",
            "package/_runtime/json/json.py",
            "package/_runtime/json/parsing.py",
            "package/_runtime/lifecycle/__init__.py",
            "package/_runtime/on_demand/__init__.py",
            "package/_runtime/on_demand/client_copies.py",
            "package/_runtime/on_demand/rate_limits.py",
            "package/_runtime/on_demand/undocumented.py",
            "package/_runtime/operation.py",
            "package/_runtime/pages/__init__.py",
            "package/_runtime/redaction.py",
            "package/_runtime/request.py",
            "package/_runtime/response_reader.py",
            "package/_runtime/retry.py",
            "package/_runtime/streams/__init__.py",
            "package/_runtime/timeouts.py",
            "package/_runtime/transport/__init__.py",
            "package/_runtime/transport/clock_async.py",
            "package/_runtime/transport/clock_sync.py",
            "package/_runtime/transport/headers.py",
            "package/_runtime/transport/httpx2_async.py",
            "package/_runtime/transport/httpx2_common.py",
            "package/_runtime/transport/pyreqwest_async.py",
            "package/_runtime/transport/pyreqwest_common.py",
            "package/_runtime/transport/secrets.py",
            "package/_runtime/transport/selection.py",
            "package/_runtime/transport/sending_async.py",
            "package/_runtime/transport/transport.py",
            "package/_runtime/urls.py",
            "package/py.typed",
            "package/resources/__init__.py",
            "package/telemetry.py",
            "package/testing/errors.py",
            "package/testing/fakes.py",
            "package/testing/operations.py",
            "package/testing/path_patterns.py",
            "package/testing/resources/__init__.py",
            "package/testing/responses.py",
            "package/testing/recorded_exchanges.py",
            "package/testing/recorded_requests.py",
            "package/testing/recording_async.py",
            "package/testing/recordings.py",
            "package/testing/transports.py",
            # The tests of the documentation need it, living fakes too.
            "package/testing/values.py",
            "tests/conftest.py",
        ),
    ),
    Copied(
        (
            "package/_runtime/codec/bodies.py",
            "package/_runtime/codec/uploads.py",
        ),
        _sends_bodies,
    ),
    Copied(
        ("package/_runtime/codec/added_keys.py",),
        lambda f: f.has_conditional_properties or f.has_unions,
    ),
    Copied(
        ("package/_runtime/codec/conditional.py",),
        lambda f: f.has_conditional_properties,
    ),
    Copied(
        ("package/_runtime/codec/decimal_numbers.py",),
        lambda f: f.has_decimal_numbers,
    ),
    Copied(
        ("package/_runtime/codec/body_choice.py",),
        _has_several_media_types,
    ),
    Copied(
        ("package/_runtime/codec/enums.py",),
        lambda f: f.has_type(ir.Enum),
    ),
    Copied(
        ("package/_runtime/codec/forms.py",),
        _sends_forms,
    ),
    Copied(
        ("package/_runtime/codec/nested_keys.py",),
        lambda f: uses_nested_keys(f.api),
    ),
    Copied(
        (
            "package/_runtime/codec/scores.py",
            "package/_runtime/codec/unions.py",
            "package/_runtime/codec/variant_encoding.py",
            "package/_runtime/codec/variants.py",
        ),
        lambda f: f.has_unions,
    ),
    Copied(
        (
            "package/_runtime/codec/xml.py",
            "package/_runtime/codec/xml_reader.py",
            "package/_runtime/codec/xml_schemas.py",
            "package/_runtime/codec/xml_writer.py",
        ),
        lambda f: any(list_xml_types(f.api, f.python)),
    ),
    Copied(
        ("package/_runtime/codec/header_values.py",),
        lambda f: any(list_headers(f.api)),
    ),
    Copied(
        ("package/_runtime/codec/rules.py",),
        lambda f: f.variant_rules,
    ),
    Copied(
        ("package/_deprecation.py",),
        lambda f: f.aliases.has_any,
    ),
    Copied(
        ("package/_runtime/codec/deprecation.py",),
        lambda f: f.has_deprecated,
    ),
    Copied(
        ("package/_runtime/json/json_strings.py",),
        lambda f: f.has_type(ir.JsonText),
    ),
    Copied(
        ("package/_runtime/lifecycle/confirmation.py",),
        _confirms_refusals,
    ),
    Copied(
        ("package/outcomes.py",),
        _changes_states,
    ),
    Copied(
        (
            "package/_runtime/lifecycle/waiting_async.py",
            "package/waiting.py",
        ),
        _waits_for_states,
    ),
    Copied(
        (
            "package/_runtime/streams/events.py",
            "package/_runtime/streams/resume_async.py",
            "package/_runtime/streams/stream_async.py",
            "package/streams.py",
        ),
        lambda f: any(r.has_streams for r in f.resources),
    ),
    Copied(
        (
            "package/_runtime/pages/next_page.py",
            "package/_runtime/pages/page_async.py",
            "package/_runtime/pages/paginator.py",
            "package/pagination.py",
        ),
        _has_pages,
    ),
    Copied(
        ("package/_runtime/pages/pagination.py",),
        # The lists of living fakes have pages only if a method has.
        lambda f: _has_pages(f) or has_collections(f.api),
    ),
    Copied(
        ("package/_runtime/streams/signatures.py",),
        lambda f: f.api.signature,
    ),
    Copied(
        ("package/_runtime/streams/webhooks.py",),
        lambda f: f.webhooks,
    ),
    Copied(
        ("package/_runtime/transport/auth.py",),
        lambda f: f.client.credentials,
    ),
    Copied(
        ("package/_runtime/transport/oauth_async.py",),
        lambda f: f.client.has_token_url,
    ),
    Copied(
        ("package/states/__init__.py",),
        lambda f: f.lifecycles,
    ),
    Copied(
        ("package/testing/lifecycles.py",),
        lambda f: f.fakes,
    ),
    Copied(
        (
            "package/testing/inference.py",
            "package/testing/living.py",
            "package/testing/pages.py",
        ),
        lambda f: has_collections(f.api),
    ),
)
