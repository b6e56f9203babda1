"""What is wrong in the files of the register: where it stands, and what it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a file: where, and what."""

    file: str
    line: int
    says: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.says}"


class NotARegister(ValueError):
    """A file of powers with faults. Its sentence is one line a fault."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class Wrong(ValueError):
    """One fault, at the line where it stands."""

    def __init__(self, line: int, says: str) -> None:
        super().__init__(says)
        self.line = line
