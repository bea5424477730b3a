# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from .._runtime.models import Model, Wire

if TYPE_CHECKING:
    from ..states.extract_run import ExtractRunState
    from .extract_config import ExtractConfig
    from .extract_output import ExtractOutput
    from .extract_output_edits import ExtractOutputEdits
    from .extractor_summary import ExtractorSummary
    from .extractor_version_summary import ExtractorVersionSummary
    from .failure_reason import FailureReason
    from .file_summary import FileSummary
    from .processor_run_status import ProcessorRunStatus
    from .run_usage import RunUsage


@dataclass(slots=True, kw_only=True)
class ExtractRun(Model):
    """One extraction of data from a file, or from several files."""

    object: Literal["extract_run"] = "extract_run"
    """Always `extract_run`."""

    id: str
    """Id of the run. Opaque; today it begins with `exr_`, and it may grow to 255 characters."""

    status: ProcessorRunStatus
    """Where the run is in its life."""

    output: ExtractOutput | None
    """The extracted data. Filled when `status` is PROCESSED, else null."""

    initial_output: Annotated[ExtractOutput | None, Wire("initialOutput")]
    """The output before review. Filled when `reviewed` is true, else null."""

    reviewed_output: Annotated[ExtractOutput | None, Wire("reviewedOutput")]
    """The output after review. Filled when `reviewed` is true, else null."""

    failure_reason: Annotated[FailureReason | None, Wire("failureReason")]
    """Why the run failed. Filled when `status` is FAILED, else null. New reasons may come: take
    unknown ones gracefully.
    """

    failure_message: Annotated[str | None, Wire("failureMessage")]
    """The failure in words. Filled when `status` is FAILED, else null."""

    metadata: dict[str, Any] | None
    """What the caller attached when the run was created, at most 10 KB. The key `extend:usage_tags`
    holds an array of billing tags.
    """

    reviewed: bool
    """Whether a person has reviewed the run."""

    edited: bool
    """Whether the reviewer changed something."""

    edits: dict[str, ExtractOutputEdits | None] | None
    """Changes by field path. Filled when `edited` is true, else null; single values may be null."""

    config: ExtractConfig
    """The config that the run used."""

    extractor: ExtractorSummary | None
    """The extractor. Filled when the run was created with a reference to one; null for an inline
    config.
    """

    extractor_version: Annotated[
        ExtractorVersionSummary | None, Wire("extractorVersion")
    ]
    """The version of the extractor. Filled when `extractor` is."""

    file: FileSummary | None
    """The file that was read. Null for runs over several files, and when the file could not be
    accessed.
    """

    files: list[FileSummary] | None
    """The files of a run over several, in the order they were submitted; else null."""

    parse_run_id: Annotated[str | None, Wire("parseRunId")]
    """Id of the parse run that came first, where there is one."""

    dashboard_url: Annotated[str, Wire("dashboardUrl")]
    """The page of the run in the dashboard."""

    usage: RunUsage | None
    """What the run cost. Filled when `status` is PROCESSED; null for runs before 2025-10-07 and under
    legacy billing.
    """

    created_at: Annotated[datetime, Wire("createdAt")]
    """When the run was created (RFC 3339, UTC)."""

    updated_at: Annotated[datetime, Wire("updatedAt")]
    """When the run last changed (RFC 3339, UTC)."""

    @property
    def state(self) -> ExtractRunState:
        """The state of the run with what is there in it, for `match`: see `states.extract_run`."""
        from ..states.extract_run import state_of

        return state_of(self)

    @property
    def is_terminal(self) -> bool:
        """Whether the run has come to an end: nothing changes its state any more."""
        return self.status.is_terminal

    @property
    def can_cancel(self) -> bool:
        """Whether `extract_runs.cancel` is allowed: in PROCESSING."""
        return self.status == "PROCESSING"
