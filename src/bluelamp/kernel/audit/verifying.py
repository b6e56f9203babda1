"""Does the record still say what was written? From the first record to the last, against the key and the seals.

What a record's digest proves, and what the seals add, tells the classes of tampering apart: see ``words.TAMPERING``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bluelamp.kernel.audit import chaining, keyring, seals
from bluelamp.kernel.audit.keyring import Ring
from bluelamp.kernel.audit.reading import (
    HASH,
    KEY,
    OPERATION,
    PAYLOAD,
    PREVIOUS,
    SAID,
    SEQ,
    Log,
    Row,
    Unreadable,
)
from bluelamp.kernel.audit.runs import Run
from bluelamp.kernel.audit.seals import Seal
from bluelamp.kernel.audit.words import TAMPERING

MOST_FINDINGS = 20
NEVER = 2**63
ROTATE = "audit.rotate_key"


@dataclass(frozen=True)
class Finding:
    """One kind of tampering, from the first record it shows at to the last."""

    seq: int
    last: int
    kind: str

    @property
    def says(self) -> str:
        where = f"Record {self.seq:,}" if self.seq == self.last else f"Records {self.seq:,} to {self.last:,}"
        return f"{where}: {self.kind}. {TAMPERING[self.kind]}"


@dataclass(frozen=True)
class Report:
    """What verification found. ``findings`` are in the order of the records; none means that all is as written."""

    records: int
    first: int
    last: int
    head: str
    seals: int
    erased: int
    findings: tuple[Finding, ...]

    @property
    def is_clean(self) -> bool:
        return not self.findings


def verify(
    connection: Any,
    ring: Ring | None = None,
    anchor: Iterable[str] = (),
    *,
    witness: tuple[int, str] | None = None,
) -> Report:
    """Verify the records behind a connection, Django's or ``sqlite3``'s; constant memory, some ten µs a record.

    ``ring`` are the keys (this installation's when left out). ``anchor`` has lines of seals that were kept elsewhere:
    the more recent, the more of the end is proved. ``witness``: number and digest of a record known to have stood.
    """
    log = Log(connection)
    try:
        return _Walk(log, ring or keyring.ring(), list(anchor), witness).report()
    except Unreadable:
        return Report(0, 0, 0, chaining.GENESIS, 0, 0, (Finding(1, 1, "missing"),))


@dataclass
class _Walk:
    """One pass over the records, and what it knows so far."""

    log: Log
    ring: Ring
    anchor: list[str]
    witness: tuple[int, str] | None
    findings: list[Finding] = field(default_factory=list)
    run: Run | None = None
    last: int = 0
    head: str = chaining.GENESIS
    key_name: str = ""
    count: int = 0
    first: int = 0
    erased: int = 0
    _apart: dict[int, tuple[str, str]] = field(default_factory=dict)

    def report(self) -> Report:
        binding = self._binding()
        points = {seal.seq: seal.hash for seal in binding}
        if self.witness:
            points.setdefault(*self.witness)
        self.points, self._due = points, iter(sorted(points))
        self.next_point = next(self._due, NEVER)
        self.pruned = {each.seq: each.hash for each in binding if each.seq in self.log.prunings()}
        for page in self.log.pages():
            self._apart = self.log.payloads(page[0][SEQ], page[-1][SEQ])
            self._page(page)
        self._close_at_end()
        self._look_beyond_the_end()
        found = sorted(dict.fromkeys(self.findings), key=lambda each: each.seq)
        return Report(self.count, self.first, self.last, self.head, len(binding), self.erased, tuple(found))

    def _page(self, page: list[Row]) -> None:
        """The way of nearly every record, kept short; what is odd about one goes to :meth:`_odd`."""
        keys, digest, apart = self.ring.keys, chaining.digest, self._apart
        for row in page:
            name = row[KEY]
            key = keys.get(name)
            good = key is not None and digest(key, row[PREVIOUS], row[SAID]) == row[HASH]
            if good and row[PREVIOUS] == self.head and name == self.key_name and self.run is None:
                self.head, self.last = row[HASH], row[SEQ]
            else:
                good = self._odd(row, good or self._verifies(row))
            seq = row[SEQ]
            if seq >= self.next_point or row[PAYLOAD] or seq in apart or row[OPERATION] == ROTATE:
                self._beside(row, good)
        self.count += len(page)

    def _verifies(self, row: Row) -> bool:
        """Does a record verify by its columns, where the database's own writing of them did not?"""
        key = self.ring.keys.get(row[KEY])
        return key is not None and row[HASH] == chaining.digest(
            key, row[PREVIOUS], self.log.canonical(row[SEQ])
        )

    def _odd(self, row: Row, good: bool) -> bool:
        """A record that is first, follows a gap, does not verify, or comes after some that do not."""
        if not self.first:
            self.first, self.key_name = row[SEQ], self.key_name or row[KEY]
            self._start(row)
        if not good:
            if self.run is None:
                self.run = Run(before=self.head, started_at=row[SEQ], is_moved=self._is_moved(row))
            self.run.add(row, self.points.get(row[SEQ]), is_known_key=row[KEY] in self.ring.keys)
        elif self.run is not None:
            self._find(self.run.started_at, self.run.ended_at, self.run.kind_before(row[PREVIOUS]))
            self.run = None
        elif row[PREVIOUS] != self.head:
            self._find(self.last + 1, max(self.last + 1, row[SEQ] - 1), "missing")
        if good and row[KEY] != self.key_name:
            self._find(row[SEQ], row[SEQ], "rekeyed")
            self.key_name = row[KEY]
        self.last, self.head = row[SEQ], row[HASH]
        return good

    def _start(self, row: Row) -> None:
        """The first record there is: the first there ever was, or the first that was kept when earlier ones went."""
        before = row[SEQ] - 1
        if self.pruned.get(before) == row[PREVIOUS]:
            self.last, self.head = before, row[PREVIOUS]

    def _beside(self, row: Row, good: bool) -> None:
        """What hangs on a record: what is kept apart, a change of key, a seal."""
        seq = row[SEQ]
        if row[PAYLOAD] or seq in self._apart:
            self._check_payload(row)
        if good and row[OPERATION] == ROTATE:
            self.key_name = next(
                (name for name in self.ring.keys if f'\\"to\\":\\"{name}\\"' in row[SAID]), ""
            )
        while self.next_point <= seq:
            if self.next_point == seq and good and self.points[seq] != row[HASH]:
                self._find(seq, seq, "rolled back")
            self.next_point = next(self._due, NEVER)

    def _check_payload(self, row: Row) -> None:
        apart = self._apart.get(row[SEQ])
        if apart is None and self.log.erasures(row[SEQ]):
            self.erased += 1
        elif apart is None or chaining.payload_digest(*apart) != row[PAYLOAD]:
            self._find(row[SEQ], row[SEQ], "payload altered")

    def _is_moved(self, row: Row) -> bool:
        """Does this record verify in another place? Then it was moved. The places are those its neighbours point to."""
        key = self.ring.keys.get(row[KEY])
        if key is None or len(self.findings) >= MOST_FINDINGS:
            return False
        before, after = self.log.number_of(row[PREVIOUS]), self.log.number_after(row[HASH])
        places = {row[SEQ] - 1, row[SEQ] + 1, (before or 0) + 1, (after or 0) - 1} - {row[SEQ]}
        rest = self.log.canonical(row[SEQ]).partition(",")[2]
        return any(chaining.digest(key, row[PREVIOUS], f"[{place},{rest}") == row[HASH] for place in places)

    def _close_at_end(self) -> None:
        if self.run is not None:
            self._find(self.run.started_at, self.run.ended_at, self.run.kind_at_end())

    def _look_beyond_the_end(self) -> None:
        """Were there records after the last one? The seals and the witness know."""
        beyond = max((seq for seq in self.points if seq > self.last), default=0)
        if beyond:
            cut = self.log.something_beyond(self.last)
            self._find(self.last + 1, beyond, "truncated" if cut else "rolled back")

    def _binding(self) -> list[Seal]:
        """The seals that bind.

        One signed with a key that is not ours says that the chain was begun anew; a bad one, that somebody wrote on it.
        """
        sound: list[Seal] = []
        for seal in self._all_seals():
            key = self.ring.keys.get(seal.key)
            if not seals.is_signed(seal):
                self._find(seal.seq, seal.seq, "seal altered")
            elif key is None or seals.public_of(key) != seal.public:
                self._find(seal.first, seal.seq, "rekeyed")
            else:
                sound.append(seal)
        return seals.standing(sound)

    def _all_seals(self) -> Iterator[Seal]:
        for line in dict.fromkeys(each.strip() for each in (*self.anchor, *self.log.seals()) if each.strip()):
            try:
                yield from seals.read([line])
            except ValueError:
                self._find(max(self.last, 1), max(self.last, 1), "seal altered")

    def _find(self, seq: int, last: int, kind: str) -> None:
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(Finding(seq, last, kind))
