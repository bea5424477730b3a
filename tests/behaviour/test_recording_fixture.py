"""The pytest fixture with the recording of a test."""

from __future__ import annotations

from pathlib import Path

import pytest
from extend_client.testing.plugin import extend_recording

__all__ = ["extend_recording"]
NAME = "EXTEND_CLIENT_RECORDING"


def test_recording_is_beside_the_module(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setenv(NAME, "auto")
    recording = request.getfixturevalue("extend_recording")
    directory = Path(__file__).parent / "recordings" / "test_recording_fixture"
    assert recording.path == directory / "test_recording_is_beside_the_module.json"
    assert recording.mode == "auto"
    assert not directory.exists()


def test_missing_recording_fails_with_the_cure(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.delenv(NAME, raising=False)
    with pytest.raises(pytest.fail.Exception, match=f"set {NAME}=auto to record it"):
        request.getfixturevalue("extend_recording")
