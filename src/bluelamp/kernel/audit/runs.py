"""Some records in a row that do not verify, and what the ones around them say of how that came about."""

from __future__ import annotations

from dataclasses import dataclass

from bluelamp.kernel.audit.reading import HASH, PREVIOUS, SEQ, Row


@dataclass
class Run:
    """``before`` is the digest of the last good record; ``is_moved``: the first bad one verifies in another place."""

    before: str
    started_at: int
    is_moved: bool
    ended_at: int = 0
    count: int = 0
    is_linked: bool = True
    has_unknown_key: bool = False
    sealed: bool = False
    seal_fits: bool = True
    _digest: str = ""

    def add(self, row: Row, sealed_digest: str | None, *, is_known_key: bool) -> None:
        """One more. ``sealed_digest`` is what a seal says that this record's digest was, where one does."""
        self.is_linked &= row[PREVIOUS] == (self._digest or self.before)
        self.has_unknown_key |= not is_known_key
        if sealed_digest is not None:
            self.sealed = True
            self.seal_fits &= sealed_digest == row[HASH]
        self.ended_at, self._digest, self.count = row[SEQ], row[HASH], self.count + 1

    def kind_before(self, previous: str) -> str:
        """What happened, when a good record follows that was chained to ``previous``."""
        if self.is_moved:
            return "reordered"
        # The next good record stands on the last good one: what lies between was never there when it was written.
        return "forged" if previous == self.before else "altered"

    def kind_at_end(self) -> str:
        """What happened, when nothing follows: only a seal can tell words changed from a chain written anew."""
        if self.is_moved:
            return "reordered"
        if self.has_unknown_key:
            return "rekeyed"
        if self.sealed:
            return "altered" if self.seal_fits else "rekeyed"
        return "rekeyed" if self.is_linked and self.count > 1 else "forged"
