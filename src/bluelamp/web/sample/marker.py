"""What an installation remembers of its sample: ``var/sample.json``, readable by its owner alone."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

NAME = "sample.json"


@dataclass(frozen=True, slots=True)
class Marker:
    """Which sample is here, how far it has come, and what belongs to it.

    ``files`` are the SHA-256s of the files that were imported, with their names; ``people`` the names they
    sign in by, all with one ``password`` that was made for this installation. ``canaries``: its records of people and
    cases are the small world in which each text holds a word found nowhere else.
    """

    version: int
    seed: int
    scale: float
    state: Literal["loading", "loaded"]
    password: str = field(repr=False)
    files: Mapping[str, str] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    canaries: bool = False

    def is_same_sample(self, *, seed: int, scale: float, canaries: bool) -> bool:
        return (self.seed, self.scale, self.canaries) == (seed, scale, canaries)

    @property
    def told(self) -> str:
        """The sample as somebody asked for it."""
        return f"with seed {self.seed} at scale {self.scale:g}{' and canaries' if self.canaries else ''}"


def read(var: Path) -> Marker | None:
    """What is remembered, or nothing. A file that cannot be read is nothing: what is here may be real."""
    try:
        kept = json.loads((var / NAME).read_text(encoding="utf-8"))
        kept.pop("about", None)
        return Marker(**kept | {"people": tuple(kept["people"])})
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        return None


def write(var: Path, marker: Marker) -> None:
    """Remember it."""
    about = {"about": "The made-up sample of this installation. Nobody in it is a real person."}
    put(var / NAME, about | asdict(marker))


def put(path: Path, told: Mapping[str, Any]) -> None:
    """Write a file of JSON, readable by its owner alone: all of it or none, whatever happens to the machine."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(
        os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
    ) as file:
        json.dump(told, file, indent=1)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
