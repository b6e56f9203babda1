"""Street files of any kind, and a warehouse to bring them to."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa

from bluelamp.areas.neighbourhoods.facts import LAYOUTS
from bluelamp.warehouse import importing
from bluelamp.warehouse.layouts import Areas
from bluelamp.warehouse.report import Report
from bluelamp.warehouse.store import Store

HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context"
)
OLD_HEADER = "Month,Reported by,Falls within,Easting,Northing,Location,Crime type,Context"
NAME = "2014-01-west-midlands-street.csv"
NOON = datetime(2014, 2, 7, 12, tzinfo=UTC)
STAMPS = pa.table(
    {
        "lsoa": ["E01009417", "E01009418"],
        "ward": ["E05001203", "E05001203"],
        "neighbourhood": ["N-E05001203"] * 2,
        "lpu": ["BN", "BN"],
        "district": ["E08000025"] * 2,
        "priority_area": pa.array(["PA01", None], pa.string()),
    }
)


def locate(longitude: np.ndarray, latitude: np.ndarray) -> np.ndarray:
    """North of 52.5 is the first LSOA; the rest is nowhere."""
    return np.where(latitude > 52.5, "E01009417", "")


def crime(
    key="c1", *, month="2014-01", force="West Midlands Police", longitude="-1.850056", latitude="52.591108",
    lsoa="E01009417", kind="Burglary", outcome="Under investigation",
) -> str:  # fmt: skip
    """A line of the newer layout."""
    return (
        f"{key},{month},{force},{force},{longitude},{latitude},On or near Walsall Road,{lsoa},Birmingham 001A,{kind},"
        f"{outcome},"
    )


def asb(**given: str) -> str:
    """A line of anti-social behaviour: no ID, no outcome."""
    return crime("", kind="Anti-social behaviour", outcome="", **given)


def text(*lines: str, header: str = HEADER) -> bytes:
    """A file of these lines, ended as the publisher ends them."""
    return "".join(f"{line}\r\n" for line in (header, *lines)).encode()


def brought(folder: Path, *paths: Path, **given: object) -> importing.Brought:
    """What is brought to the warehouse in ``folder``."""
    areas = Areas(STAMPS, "2013", locate)
    return importing.Brought(paths, LAYOUTS, areas, by="a test", at=NOON, reports=folder / "imports", **given)


def bring(folder: Path, content: bytes, *, name: str = NAME, dry: bool = False, **given: object) -> Report:
    """Bring one file to the warehouse in ``folder``."""
    path = folder / name
    path.write_bytes(content)
    return (importing.preview if dry else importing.apply)(warehouse(folder), brought(folder, path, **given))


def warehouse(folder: Path) -> Store:
    """The warehouse in ``folder``."""
    return Store(folder / "warehouse")
