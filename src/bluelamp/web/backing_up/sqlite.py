"""The embedded records: copied by SQLite itself in one reading, put in place by the exchange of folders."""

from __future__ import annotations

import gzip
import shutil
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from bluelamp.web import records
from bluelamp.web.backing_up import Refused, Unsound
from bluelamp.web.backing_up.contents import Contents, contents

NAME = "records.sqlite3"


class Sqlite:
    """The file of records in ``var``."""

    vendor = "sqlite"
    member = f"{NAME}.gz"
    """What the copy is called inside a backup. Files are not compressed: most of them are already."""

    def __init__(self, var: Path, environ: Mapping[str, str]) -> None:
        self.path = var / NAME
        self.library = records.use_safe_sqlite(environ.get("BLUELAMP_SQLITE", ""))

    def copy(self, to: Path) -> Contents:
        """A copy as of one moment, while others write. Free pages stay behind: what was erased is not carried on."""
        if not self.path.exists():
            raise Refused(f"There are no records at {self.path}: nothing to back up.")
        plain = to.with_suffix(".plain")
        try:
            with closing(self.library.connect(self.path, timeout=records.BUSY_SECONDS)) as source:
                source.execute("VACUUM INTO ?", [str(plain)])
            with closing(self.library.connect(plain)) as made:
                found = contents(made.cursor(), self.vendor)
        except self.library.Error as problem:
            raise Refused(f"The records could not be copied: {problem}.") from None
        with plain.open("rb") as file, gzip.open(to, "wb", compresslevel=1) as squeezed:
            shutil.copyfileobj(file, squeezed, 1 << 20)
        plain.unlink()
        return found

    @contextmanager
    def staged(self, folder: Path, copy: Path) -> Iterator[dict[str, str]]:
        """The copy where a program that works in ``folder`` finds it; yields the settings it needs for that."""
        try:
            with gzip.open(copy) as squeezed, (folder / NAME).open("xb") as file:
                shutil.copyfileobj(squeezed, file, 1 << 20)
        except (FileNotFoundError, gzip.BadGzipFile, EOFError, zlib.error):
            raise Unsound("The records in the backup are damaged.") from None
        (folder / NAME).chmod(0o600)
        copy.unlink()
        yield {"BLUELAMP_VAR": str(folder), "DATABASE_URL": ""}

    @contextmanager
    def in_place(self, settings: Mapping[str, str]) -> Iterator[str]:
        """Nothing more to do: the folder that is exchanged holds the records. Yields where the old ones will be."""
        yield ""
