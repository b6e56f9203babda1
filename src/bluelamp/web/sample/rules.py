"""When the sample may be loaded. Made-up records never come to lie beside real ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bluelamp.web.sample.marker import Marker


def reasons_not_to_load(
    marker: Marker | None,
    *,
    seed: int,
    scale: float,
    canaries: bool = False,
    people: Iterable[str],
    arrived: Mapping[str, str],
    records: int = 0,
) -> list[str]:
    """Why not, each in one sentence; an empty list means that it may.

    ``people`` are the names that can sign in, ``arrived`` the imported files (SHA-256 → name), ``records`` how many
    records of people and cases there are. What the marker names as the sample's own is no reason.
    """
    ours = marker or Marker(0, 0, 0, "loading", "")
    reasons = []
    if strangers := sorted(set(people) - set(ours.people)):
        reasons.append(f"{_some(strangers)} can sign in here and {_are(strangers)} not from the sample.")
    if files := sorted(name for digest, name in arrived.items() if digest not in ours.files):
        reasons.append(f"{_some(files)} {_were(files)} imported here and {_are(files)} not from the sample.")
    if records and not marker:
        reasons.append(f"{_counted(records)} here and not from the sample.")
    if marker and not marker.is_same_sample(seed=seed, scale=scale, canaries=canaries):
        reasons.append(f"The sample {marker.told} is here already; two would mix.")
    return reasons


def _some(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"


def _counted(records: int) -> str:
    return "A record is" if records == 1 else f"{records:,} records are"


def _are(names: list[str]) -> str:
    return "is" if len(names) == 1 else "are"


def _were(names: list[str]) -> str:
    return "was" if len(names) == 1 else "were"
