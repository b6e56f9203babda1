"""What is in the tree: the files that are kept, without what was installed or built."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "bluelamp"
OUTSIDE = {".git", ".venv", "var", "var-backups", "build", "dist", "node_modules", "built", "__pycache__"}
OUTSIDE |= {".pytest_cache", ".ruff_cache", ".mypy_cache", ".import_linter_cache", ".hypothesis"}


def kept() -> Iterator[Path]:
    """Every file that belongs to the project, without a look into folders that do not."""
    for folder, folders, files in os.walk(ROOT):
        folders[:] = sorted(set(folders) - OUTSIDE)
        yield from (Path(folder, name) for name in sorted(files))


def texts() -> Iterator[tuple[Path, str]]:
    """Every kept file that is text, with its place in the tree."""
    for path in kept():
        raw = path.read_bytes()
        if b"\0" not in raw[:8192]:
            yield path.relative_to(ROOT), raw.decode("utf-8", errors="replace")


def modules(pattern: str) -> Iterator[tuple[Path, ast.Module]]:
    """Every Python file whose name fits ``pattern``, parsed."""
    for path in kept():
        if path.match(pattern):
            yield path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))
