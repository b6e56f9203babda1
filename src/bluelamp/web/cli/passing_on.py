"""What another program is given of series that were judged, or drawn only: everything, as JSON."""

from __future__ import annotations

from typing import Any

import numpy as np

from bluelamp.ui.charts import Moment
from bluelamp.ui.formats import HasMonth
from bluelamp.web.cli.telling import Judged, Line, Told


def as_json(told: Told) -> dict[str, Any]:
    """Everything, for another program; what is not known is null."""
    return {"notices": list(told.notices), "series": [_series_json(one) for one in told.judged]}


def _series_json(one: Judged) -> dict[str, Any]:
    s, outlook = one.signal, one.outlook
    return {
        "group": one.series.group, "chart": s.chart, "why": one.why, "rules": s.rules,
        "rules_version": s.rules_version, "method": s.method, "better": s.better,
        "variation": s.variation, "direction": s.direction, "assurance": s.assurance, "icons": list(s.icons),
        "sentence": one.sentence, "reasons": list(s.reasons), "cautions": list(s.cautions),
        "baseline": s.baseline, "trial": s.trial, "screened": s.screened, "screened_out": s.screened_out,
        "dispersion": s.dispersion, "p": _plain(one.p_value), "p_adjusted": _plain(one.adjusted),
        "is_finding": one.is_finding,
        "rebases": [
            {"since": _key(turn.since), "cause": turn.cause, "approved_by": None} for turn in one.turns
        ],
        "every": one.noun, "next": None if outlook is None else {
            "centre": outlook.centre, "lower": outlook.lower, "upper": outlook.upper,
            "signals": [
                {"low": b.low, "high": b.high, "variation": b.variation, "reasons": list(b.reasons)}
                for b in outlook.bands
            ],
        },
        "points": [
            {
                "at": _key(when), "value": _plain(s.values[i]), "n": None if s.n is None else _plain(s.n[i]),
                "line": None if s.line is None else _plain(s.line[i]), "centre": _plain(s.centre[i]),
                "lower": _plain(s.lower[i]), "upper": _plain(s.upper[i]), "milestone": _plain(s.milestones[i]),
                "mark": s.marks[i], "rule": s.causes[i], "phase": s.phase_at(i),
            }
            for i, when in enumerate(one.series.times)
        ],
    }  # fmt: skip


def lines_as_json(shown: tuple[Line, ...]) -> dict[str, Any]:
    """Rolling series: why they are not judged, and their values."""
    series = [
        {
            "group": one.series.group,
            "points": [
                {"at": _key(when), "value": value}
                for when, value in zip(one.series.times, one.values, strict=True)
            ],
        }
        for one in shown
    ]
    return {"refused": shown[0].refusal, "series": series}


def _key(when: HasMonth | Moment) -> str:
    return when.key if isinstance(when, Moment) else f"{when.year}-{when.month:02d}"


def _plain(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
