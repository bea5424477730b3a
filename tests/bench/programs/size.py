"""Print the lines, files and bytes of a file or of a directory as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

root = Path(sys.argv[1])
files = [path for path in [root, *root.rglob("*")] if path.is_file()]
contents = [path.read_bytes() for path in files if "__pycache__" not in path.parts]
print(
    json.dumps(
        {
            "lines": sum(content.count(b"\n") for content in contents),
            "files": len(contents),
            "bytes": sum(map(len, contents)),
        }
    )
)
