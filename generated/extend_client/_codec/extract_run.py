# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import extract_config as _extract_config
from . import extract_output as _extract_output
from . import extract_output_edits as _extract_output_edits
from . import extractor_summary as _extractor_summary
from . import extractor_version_summary as _extractor_version_summary
from . import failure_reason as _failure_reason
from . import file_summary as _file_summary
from . import processor_run_status as _processor_run_status
from . import run_usage as _run_usage
from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import encode_any, finish
from .._runtime.scalars import decode_const, decode_datetime, encode_datetime
from ..models.extract_run import ExtractRun

_KEYS = Keys(
    required=(
        "object",
        "id",
        "status",
        "reviewed",
        "edited",
        "config",
        "dashboardUrl",
        "createdAt",
        "updatedAt",
    ),
    nullable=(
        "output",
        "initialOutput",
        "reviewedOutput",
        "failureReason",
        "failureMessage",
        "metadata",
        "edits",
        "extractor",
        "extractorVersion",
        "file",
        "files",
        "parseRunId",
        "usage",
    ),
)
_AT = "#/components/schemas/ExtractRun/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value, owner, key, "an object", "#/components/schemas/ExtractRun"
        )
    extra = _KEYS.extra(value)
    object_ = value.get("object", ABSENT)
    object_ = decode_const(object_, value, "object", faults, _AT, "extract_run")
    id_ = value.get("id", ABSENT)
    if type(id_) is not str:
        id_ = faults.add(id_, value, "id", "a string", _AT)
    status_ = value.get("status", ABSENT)
    status_ = _processor_run_status.decode(status_, value, "status", faults)
    output_ = value.get("output")
    if output_ is not None:
        output_ = _extract_output.decode(output_, value, "output", faults)
    initial_output_ = value.get("initialOutput")
    if initial_output_ is not None:
        initial_output_ = _extract_output.decode(
            initial_output_, value, "initialOutput", faults
        )
    reviewed_output_ = value.get("reviewedOutput")
    if reviewed_output_ is not None:
        reviewed_output_ = _extract_output.decode(
            reviewed_output_, value, "reviewedOutput", faults
        )
    failure_reason_ = value.get("failureReason")
    if failure_reason_ is not None:
        failure_reason_ = _failure_reason.decode(
            failure_reason_, value, "failureReason", faults
        )
    failure_message_ = value.get("failureMessage")
    if failure_message_ is not None and type(failure_message_) is not str:
        failure_message_ = faults.add(
            failure_message_, value, "failureMessage", "a string", _AT
        )
    metadata_ = value.get("metadata")
    if metadata_ is not None:
        metadata_ = _decode_metadata(metadata_, value, "metadata", faults)
    reviewed_ = value.get("reviewed", ABSENT)
    if type(reviewed_) is not bool:
        reviewed_ = faults.add(reviewed_, value, "reviewed", "a boolean", _AT)
    edited_ = value.get("edited", ABSENT)
    if type(edited_) is not bool:
        edited_ = faults.add(edited_, value, "edited", "a boolean", _AT)
    edits_ = value.get("edits")
    if edits_ is not None:
        edits_ = _decode_edits(edits_, value, "edits", faults)
    config_ = value.get("config", ABSENT)
    config_ = _extract_config.decode(config_, value, "config", faults)
    extractor_ = value.get("extractor")
    if extractor_ is not None:
        extractor_ = _extractor_summary.decode(extractor_, value, "extractor", faults)
    extractor_version_ = value.get("extractorVersion")
    if extractor_version_ is not None:
        extractor_version_ = _extractor_version_summary.decode(
            extractor_version_, value, "extractorVersion", faults
        )
    file_ = value.get("file")
    if file_ is not None:
        file_ = _file_summary.decode(file_, value, "file", faults)
    files_ = value.get("files")
    if files_ is not None:
        files_ = _decode_files(files_, value, "files", faults)
    parse_run_id_ = value.get("parseRunId")
    if parse_run_id_ is not None and type(parse_run_id_) is not str:
        parse_run_id_ = faults.add(parse_run_id_, value, "parseRunId", "a string", _AT)
    dashboard_url_ = value.get("dashboardUrl", ABSENT)
    if type(dashboard_url_) is not str:
        dashboard_url_ = faults.add(
            dashboard_url_, value, "dashboardUrl", "a string", _AT
        )
    usage_ = value.get("usage")
    if usage_ is not None:
        usage_ = _run_usage.decode(usage_, value, "usage", faults)
    created_at_ = value.get("createdAt", ABSENT)
    created_at_ = decode_datetime(created_at_, value, "createdAt", faults, _AT)
    updated_at_ = value.get("updatedAt", ABSENT)
    updated_at_ = decode_datetime(updated_at_, value, "updatedAt", faults, _AT)
    return ExtractRun(
        extra=extra,
        object=object_,
        id=id_,
        status=status_,
        output=output_,
        initial_output=initial_output_,
        reviewed_output=reviewed_output_,
        failure_reason=failure_reason_,
        failure_message=failure_message_,
        metadata=metadata_,
        reviewed=reviewed_,
        edited=edited_,
        edits=edits_,
        config=config_,
        extractor=extractor_,
        extractor_version=extractor_version_,
        file=file_,
        files=files_,
        parse_run_id=parse_run_id_,
        dashboard_url=dashboard_url_,
        usage=usage_,
        created_at=created_at_,
        updated_at=updated_at_,
    )


def _decode_metadata(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/ExtractRun/properties/metadata",
        )
    return value


def _decode_edits_value(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if value is None:
        return None
    return _extract_output_edits.decode(value, owner, key, faults)


def _decode_edits(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/ExtractRun/properties/edits",
        )
    return {
        name: _decode_edits_value(item, value, name, faults)
        for name, item in value.items()
    }


def _decode_files(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not list:
        return faults.add(
            value,
            owner,
            key,
            "an array",
            "#/components/schemas/ExtractRun/properties/files",
        )
    return [
        _file_summary.decode(item, value, index, faults)
        for index, item in enumerate(value)
    ]


def encode(value: ExtractRun) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["object"] = value.object
    out["id"] = value.id
    out["status"] = _processor_run_status.encode(value.status)
    if value.output is not None:
        out["output"] = _extract_output.encode(value.output)
    elif "output" not in value.extra:
        out["output"] = None
    if value.initial_output is not None:
        out["initialOutput"] = _extract_output.encode(value.initial_output)
    elif "initialOutput" not in value.extra:
        out["initialOutput"] = None
    if value.reviewed_output is not None:
        out["reviewedOutput"] = _extract_output.encode(value.reviewed_output)
    elif "reviewedOutput" not in value.extra:
        out["reviewedOutput"] = None
    if value.failure_reason is not None:
        out["failureReason"] = _failure_reason.encode(value.failure_reason)
    elif "failureReason" not in value.extra:
        out["failureReason"] = None
    if value.failure_message is not None:
        out["failureMessage"] = value.failure_message
    elif "failureMessage" not in value.extra:
        out["failureMessage"] = None
    if value.metadata is not None:
        out["metadata"] = {
            name: encode_any(item) for name, item in value.metadata.items()
        }
    elif "metadata" not in value.extra:
        out["metadata"] = None
    out["reviewed"] = value.reviewed
    out["edited"] = value.edited
    if value.edits is not None:
        out["edits"] = {
            name: None if item is None else _extract_output_edits.encode(item)
            for name, item in value.edits.items()
        }
    elif "edits" not in value.extra:
        out["edits"] = None
    out["config"] = _extract_config.encode(value.config)
    if value.extractor is not None:
        out["extractor"] = _extractor_summary.encode(value.extractor)
    elif "extractor" not in value.extra:
        out["extractor"] = None
    if value.extractor_version is not None:
        out["extractorVersion"] = _extractor_version_summary.encode(
            value.extractor_version
        )
    elif "extractorVersion" not in value.extra:
        out["extractorVersion"] = None
    if value.file is not None:
        out["file"] = _file_summary.encode(value.file)
    elif "file" not in value.extra:
        out["file"] = None
    if value.files is not None:
        out["files"] = [_file_summary.encode(item) for item in value.files]
    elif "files" not in value.extra:
        out["files"] = None
    if value.parse_run_id is not None:
        out["parseRunId"] = value.parse_run_id
    elif "parseRunId" not in value.extra:
        out["parseRunId"] = None
    out["dashboardUrl"] = value.dashboard_url
    if value.usage is not None:
        out["usage"] = _run_usage.encode(value.usage)
    elif "usage" not in value.extra:
        out["usage"] = None
    out["createdAt"] = encode_datetime(value.created_at)
    out["updatedAt"] = encode_datetime(value.updated_at)
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    ExtractRun: decode,
}
ENCODE: dict[type[Any], Any] = {
    ExtractRun: encode,
}
