"""Training settings: u from random pairs, m by expectation and maximisation, both from one seed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from bluelamp.kernel.people.linking import model
from bluelamp.kernel.people.linking.engine import linker
from bluelamp.kernel.people.linking.entries import Entry, table

SURE = ("l.born = r.born and l.given_root = r.given_root and l.family = r.family",
        "l.email = r.email and l.given_root = r.given_root")  # fmt: skip
"""Rules that hold for hardly anybody but one and the same person: they give the share of pairs that match."""
BLOCKS = ("l.email = r.email", "l.born = r.born and l.postcode = r.postcode")
"""Each leaves out what the other trains."""
ROUNDED, FLOOR = 6, {"m": 0.001, "u": 1e-06}


def train(entries: Iterable[Entry], *, seed: int, recall: float = 0.5, pairs: float = 5e6) -> dict[str, Any]:
    """Settings with m and u for every level, as a version's file has them.

    ``recall`` is the share of true pairs that the sure rules are thought to find. The same entries and seed give the
    same settings.
    """
    given = model.settings(model.UNTRAINED)
    trained = linker(table(entries), given)
    trained.training.estimate_probability_two_random_records_match(list(SURE), recall=recall)
    trained.training.estimate_u_using_random_sampling(max_pairs=pairs, seed=seed)
    for block in BLOCKS:
        trained.training.estimate_parameters_using_expectation_maximisation(
            block, record_sample_proportion=1.0
        )
    return _filled(given, trained.misc.save_model_to_json())


def _filled(given: Mapping[str, Any], saved: Mapping[str, Any]) -> dict[str, Any]:
    learnt = {one["output_column_name"]: one["comparison_levels"][1:] for one in saved["comparisons"]}
    comparisons = [
        {**one, "levels": [_with(*each) for each in zip(one["levels"], learnt[one["of"]], strict=True)]}
        for one in given["comparisons"]
    ]
    prior = round(saved["probability_two_random_records_match"], 9)
    return {"prior": prior, "comparisons": comparisons, "blocking": list(given["blocking"])}


def _with(level: Mapping[str, Any], learnt: Mapping[str, Any]) -> dict[str, Any]:
    """A level nobody was seen at keeps a small chance, so that one record cannot be proof."""
    return {**level} | {
        name: max(round(learnt.get(f"{name}_probability") or 0, ROUNDED), FLOOR[name]) for name in "mu"
    }


def written(settings: Mapping[str, Any], how: str) -> str:
    """The file of a version: ``how`` it was trained, then the settings."""
    body = yaml.safe_dump(dict(settings), sort_keys=False, allow_unicode=True, width=160)
    return f"# {how}\n# A version that a decision was made under is never changed: train a new one.\n{body}"
