"""Other generators on the same documents (`make corpus RIVALS=1`), in a separate environment."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.corpus.documents import ROOT, Entry

ENVIRONMENT = ROOT / ".venv-rivals"
PINNED = (
    "openapi-python-client==0.29.1",
    "datamodel-code-generator[http]==0.89.0",
    "adaptix==3.0.0b12",
    "msgspec==0.23.0",
    "pydantic==2.14.4",
    "ruff==0.17.6",
    # Dependencies of their clients, for the pages that run them.
    "httpx2==2.16.2",
    "urllib3==2.8.0",
    "python-dateutil==2.9.0.post0",
)
# This package contains a program in Java.
OPENAPI_GENERATOR = "openapi-generator-cli==7.26.0"
REDOCLY = "@redocly/cli@2.77.0"
NODE_FOLDER = ENVIRONMENT / "node"
REDOCLY_PROGRAM = NODE_FOLDER / "node_modules" / ".bin" / "redocly"
# The requirements that are installed, one per line.
INSTALLED = ENVIRONMENT / "installed.txt"
_PATH = re.compile(r"^    path=", re.MULTILINE)
TIMEOUT = 600  # seconds per document


@dataclass(frozen=True, slots=True)
class Result:
    """Result of a rival for one document."""

    outcome: str  # `done`, `refused`, `traceback` or `too slow`
    seconds: float
    warnings: int
    operations: int
    compiles: bool

    def cell(self, expected: int) -> str:
        """Return the result as the cell of a table."""
        if self.outcome != "done":
            return self.outcome
        broken = "" if self.compiles else ", does not compile"
        return f"{self.operations}/{expected}{broken}"


def prepare() -> None:
    """Install the rivals that are not installed; those in Java and for node may remain missing."""
    installed = _read_installed()
    if missing():
        subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True)
        _install(*PINNED).check_returncode()
        installed = [*PINNED, *(line for line in installed if line not in PINNED)]
    for name, install in _IN_OTHER_LANGUAGES.items():
        if name not in installed and install():
            installed.append(name)
    INSTALLED.write_text("\n".join([*installed, ""]), "utf-8")


def _install(*requirements: str) -> subprocess.CompletedProcess[bytes]:
    pip = str(ENVIRONMENT / "bin" / "pip")
    return subprocess.run([pip, "install", "--quiet", *requirements], check=False)


def _install_openapi_generator() -> bool:
    return bool(shutil.which("java")) and not _install(OPENAPI_GENERATOR).returncode


def _install_redocly() -> bool:
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return False
    NODE_FOLDER.mkdir(exist_ok=True)
    command = [npm, "install", "--silent", "--prefix", str(NODE_FOLDER), REDOCLY]
    return not subprocess.run(command, check=False).returncode


_IN_OTHER_LANGUAGES = {
    OPENAPI_GENERATOR: _install_openapi_generator,
    REDOCLY: _install_redocly,
}


def _read_installed() -> list[str]:
    return INSTALLED.read_text("utf-8").splitlines() if INSTALLED.exists() else []


def missing() -> str:
    """Return the reason why the rivals cannot run; empty if they can."""
    if set(PINNED) <= set(_read_installed()):
        return ""
    return f"no rivals in {ENVIRONMENT.name}: `make bench` installs them"


def missing_redocly() -> str:
    """Return the reason why Redocly cannot run; empty if it can."""
    if REDOCLY in _read_installed():
        return "" if shutil.which("node") else "node is not installed"
    return f"{REDOCLY} is not installed, which needs node, npm and its registry"


def missing_openapi_generator() -> str:
    """Return the reason why OpenAPI Generator cannot run; empty if it can."""
    if OPENAPI_GENERATOR in _read_installed():
        return "" if shutil.which("java") else "Java is not installed"
    return f"{OPENAPI_GENERATOR} is not installed, which needs Java and its registry"


def openapi_python_client(entry: Entry) -> Result:
    """Run openapi-python-client; its operations are the modules below `api/`."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        arguments = [
            "generate",
            "--path",
            str(entry.path),
            "--output-path",
            str(out),
            "--meta",
            "none",
        ]
        result = _run("openapi-python-client", arguments, out)
        modules = [p for p in out.glob("api/*/*.py") if p.name != "__init__.py"]
        return Result(*result[:3], len(modules), result[3])


def datamodel_code_generator(entry: Entry) -> Result:
    """Run datamodel-code-generator with its client; its operations are the entries of one table."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "client"
        options = {
            "--input": str(entry.path),
            "--input-file-type": "openapi",
            "--output": str(Path(folder) / "models"),
            "--output-model-type": "pydantic_v2.BaseModel",
            "--generate-client": "httpx2",
            "--client-output": str(out),
            "--client-package": "client",
            "--client-model-package": "models",
            "--client-default-base-url": "https://example.com",
            "--client-server-base-url": "https://example.com",
        }
        result = _run(
            "datamodel-codegen",
            [argument for option in options.items() for argument in option],
            out,
        )
        table = out / "_operations.py"
        text = table.read_text("utf-8") if table.exists() else ""
        return Result(*result[:3], len(_PATH.findall(text)), result[3])


def _run(program: str, arguments: list[str], out: Path) -> tuple[str, float, int, bool]:
    began = time.perf_counter()
    command = [str(ENVIRONMENT / "bin" / program), *arguments]
    try:
        process = subprocess.run(
            command, capture_output=True, text=True, timeout=TIMEOUT, check=False
        )
    except subprocess.TimeoutExpired:
        return "too slow", TIMEOUT, 0, False
    seconds = round(time.perf_counter() - began, 2)
    output = process.stdout + process.stderr
    outcome = "done"
    # The box is how rich prints a traceback.
    if "Traceback (most recent call last)" in output or "╭─" in output:
        outcome = "traceback"
    elif process.returncode or not out.exists():
        outcome = "refused"
    return outcome, seconds, output.lower().count("warning"), _compiles(out)


def _compiles(out: Path) -> bool:
    for path in out.rglob("*.py") if out.is_dir() else [out] * out.exists():
        try:
            compile(path.read_text("utf-8"), str(path), "exec")
        except (SyntaxError, ValueError):
            return False
    return True


RIVALS = {
    "openapi-python-client 0.29.1": openapi_python_client,
    "datamodel-code-generator 0.89.0": datamodel_code_generator,
}
