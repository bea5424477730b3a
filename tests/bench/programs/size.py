"""Print the lines, files and bytes of a file or of a directory as JSON; caches are no part of it."""

from __future__ import annotations

import json
import sys
from pathlib import Path


def is_cache(path: Path) -> bool:
    """Compiled modules, and the cache of ruff."""
    return any(part == "__pycache__" or part[0] == "." for part in path.parts)


root = Path(sys.argv[1])
files = [path for path in [root, *root.rglob("*")] if path.is_file()]
contents = [p.read_bytes() for p in files if not is_cache(p.relative_to(root))]
print(
    json.dumps(
        {
            "lines": sum(content.count(b"\n") for content in contents),
            "files": len(contents),
            "bytes": sum(map(len, contents)),
        }
    )
)
