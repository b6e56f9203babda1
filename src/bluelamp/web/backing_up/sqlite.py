"""The embedded records: copied by SQLite itself in one reading, put in place by the exchange of folders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from bluelamp.web import records
from bluelamp.web.backing_up import Refused
from bluelamp.web.backing_up.contents import Contents, contents

NAME = "records.sqlite3"


class Sqlite:
    """The file of records in ``var``."""

    vendor = "sqlite"
    member = NAME
    """What the copy is called inside a backup."""

    def __init__(self, var: Path, environ: Mapping[str, str]) -> None:
        self.path = var / NAME
        self.library = records.use_safe_sqlite(environ.get("BLUELAMP_SQLITE", ""))

    def copy(self, to: Path) -> Contents:
        """A copy as of one moment, while others write. Free pages stay behind: what was erased is not carried on."""
        if not self.path.exists():
            raise Refused(f"There are no records at {self.path}: nothing to back up.")
        try:
            with closing(self.library.connect(self.path, timeout=records.BUSY_SECONDS)) as source:
                source.execute("VACUUM INTO ?", [str(to)])
            with closing(self.library.connect(to)) as made:
                return contents(made.cursor(), self.vendor)
        except self.library.Error as problem:
            raise Refused(f"The records could not be copied: {problem}.") from None

    @contextmanager
    def staged(self, folder: Path, copy: Path) -> Iterator[dict[str, str]]:
        """The copy where a program that works in ``folder`` finds it; yields the settings it needs for that."""
        copy.replace(folder / NAME)
        yield {"BLUELAMP_VAR": str(folder), "DATABASE_URL": ""}

    @contextmanager
    def in_place(self, settings: Mapping[str, str]) -> Iterator[str]:
        """Nothing more to do: the folder that is exchanged holds the records. Yields where the old ones will be."""
        yield ""
