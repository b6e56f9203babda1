"""Training: the same records and seed give the same settings, and what agrees speaks for one person."""

from __future__ import annotations

from math import log2

import yaml

from bluelamp.kernel.people.linking import made_up, model, training


def test_training_is_repeatable_and_weighs_agreement_above_difference():
    told = [one.entry for one in made_up.records(1_500, 5)]
    first = training.train(told, seed=3, pairs=2e5)
    assert training.train(told, seed=3, pairs=2e5) == first
    for comparison in first["comparisons"]:
        weights = [log2(level["m"] / level["u"]) for level in comparison["levels"]]
        assert weights[0] > 0 > weights[-1], comparison["title"]
    assert yaml.safe_load(training.written(first, "how it was trained")) == first


def test_the_version_in_force_was_trained_on_what_is_compared_today():
    in_force, untrained = model.settings(), model.settings(model.UNTRAINED)
    assert in_force["blocking"] == untrained["blocking"]
    bare = [
        {**one, "levels": [{k: v for k, v in level.items() if k not in "mu"} for level in one["levels"]]}
        for one in in_force["comparisons"]
    ]
    assert bare == untrained["comparisons"]
