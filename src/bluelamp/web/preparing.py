"""Making an installation ready to be looked at: sample, figures, paper; each once, and again only when it must be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.utils import timezone

from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.figures import queries as figures
from bluelamp.performance import actions as performance
from bluelamp.performance import catalogue, queries
from bluelamp.warehouse.store import Store
from bluelamp.web import starting
from bluelamp.web.sample import SEED, meetings
from bluelamp.web.sample import actions as sample
from bluelamp.web.sample.rebases import decide_rebases
from bluelamp.web.starting import Stamps, made_of

BY = Scope.system("bluelamp run")
FILES = ("paper.html", "paper.pdf", "paper.docx")


class Show(Protocol):
    """Where steps are shown: a terminal, or nowhere."""

    @property
    def progress(self) -> Callable[[str, float], None]: ...
    def done(self, what: str, result: str, *, again: bool = False) -> None: ...


@dataclass(frozen=True)
class Prepared:
    """What stands after a start. Where the records are not the sample's, ``sample`` and ``paper`` are empty."""

    figures: dict[str, Any]
    paper: dict[str, Any] = field(default_factory=dict)
    sample: sample.Loaded | None = None

    def as_json(self) -> dict[str, Any]:
        """For another program: the sample's password only on the start that made it."""
        return {
            "figures": self.figures,
            "paper": self.paper,
            "sample": self.sample.as_json() if self.sample else {},
        }


def prepare(show: Show) -> Prepared:
    """Bring everything into step. A second start finds it done and repeats nothing."""
    stamps = Stamps(settings.VAR)
    loaded = _sample(show)
    taken, digest = _figures(show, stamps, sample_is_here=loaded is not None)
    if loaded is None:
        return Prepared(taken)
    return Prepared(taken, _paper(show, stamps, digest), loaded)


def _sample(show: Show) -> sample.Loaded | None:
    """The sample, loaded now or before; nothing where real records are."""
    here = sample.here(var=settings.VAR)
    if here is None and sample.holds_real_records(by=BY, var=settings.VAR):
        show.done("Records", "real records are here, so the sample was left out", again=True)
        return None
    loaded = here or sample.load(by=BY, var=settings.VAR, seed=SEED, scale=1.0, progress=show.progress)
    show.done("Sample", loaded.summary, again=loaded.was_here)
    return loaded


def _figures(show: Show, stamps: Stamps, *, sample_is_here: bool) -> tuple[dict[str, Any], str]:
    """Figures taken and judged, and the digest of all they rest on."""
    today = sample.TODAY if sample_is_here else timezone.localdate()
    store = Store(settings.WAREHOUSE)
    facts = {measure.tally.fact.name: measure.tally.fact for measure in catalogue.MEASURES}
    digest = made_of(starting.code_digest(), today, *(store.digest(fact) for fact in facts.values()))
    result = stamps.result("figures", digest)
    again = result is not None
    if result is None:
        taken = performance.take_figures(by=BY, today=today, progress=show.progress)
        if sample_is_here:
            decide_rebases()
        judged = [row.judged for row in queries.summary(BY) if row.judged]
        result = {
            "figures": figures.standing(BY).count(),
            "corrected": taken.corrected,
            "measures": len(judged),
            "signals": {one.measure.title: one.variation for one in judged if one.signal.is_signal},
        }
        stamps.set("figures", digest, result)
    show.done("Figures", f"{result['figures']:,} taken of {result['measures']} measures", again=again)
    return result, digest


def _paper(show: Show, stamps: Stamps, digest: str) -> dict[str, Any]:
    """The papers built from those figures: one signed for the Board to read, and the next while it is written."""
    decided = queries.in_force(BY)  # its charts are judged from them
    digest = made_of(digest, *sorted(f"{one.pk} {one.since}" for some in decided.values() for one in some))
    result = stamps.result("paper", digest)
    again = result is not None and all(Path(file).is_file() for file in result["files"])
    if result is None or not again:
        built, draft = meetings.bring_about(show.progress)
        edition = built.edition
        result = {
            "paper": edition.paper,
            "edition": edition.number,
            "signed_by": edition.signature.signed_by_name if edition.is_signed else "",
            "findings": len(built.findings),
            "open_findings": len(built.open_findings),
            "files": [str(built.folder / name) for name in FILES],
            "draft": draft.edition.paper,
        }
        stamps.set("paper", digest, result)
    told = f"edition {result['edition']}, {result['findings']} proof-reading findings"
    signed = f"signed by {result['signed_by']}" if result["signed_by"] else "not signed yet"
    show.done("Paper", f"{told}, {signed}", again=again)
    return result
