"""How right the linking of people is, and how long it takes, on made-up records whose truth is known."""

from __future__ import annotations

import resource
from time import perf_counter
from typing import Any

SEED = 2014
"""Other people than those the settings were trained on (seed 7)."""
PROMISES = {
    "wrong_in_a_thousand_put_forward": 1.0,
    "missed_in_a_hundred": 5.0,
    "seconds": 30.0,
    "peak_memory_mb": 1024,
}


def run(records: int) -> dict[str, Any]:
    """Compare ``records`` and put them together as the policy's ``sure`` says, beside exact matches."""
    from bluelamp.kernel.people.linking import engine, made_up, measuring, proposing
    from bluelamp.kernel.people.linking.entries import Entry

    told = made_up.records(records, SEED)
    entries, truth = [one.entry for one in told], {one.entry.id: one.human for one in told}
    engine.score([Entry("1", "Warm"), Entry("2", "Up")])
    start = perf_counter()
    scored = engine.score(entries)
    compared = perf_counter() - start
    found = proposing.propose(entries, scored, proposing.policy())
    seconds = perf_counter() - start
    links = [(one.scored.left, one.scored.right) for one in found if one.outcome == proposing.LINK]
    asked = [one for one in found if one.outcome == proposing.ASK]
    right = [
        (one.scored.left, one.scored.right)
        for one in asked
        if truth[one.scored.left] == truth[one.scored.right]
    ]
    ours, reviewed = measuring.of_links(truth, links), measuring.of_links(truth, [*links, *right])
    plain = measuring.of_links(truth, measuring.exact_matches(entries))
    return {
        "records": records,
        "pairs_compared_and_kept": len(scored),
        "precision": round(ours.precision, 5),
        "recall": round(ours.recall, 4),
        "people_put_together_whole": round(ours.whole, 4),
        "wrong_in_a_thousand_put_forward": round(1000 * (1 - ours.precision), 2),
        "missed_in_a_hundred": round(100 * (1 - ours.recall), 2),
        "pairs_to_look_at": len(asked),
        "of_them_one_person": round(len(right) / max(len(asked), 1), 3),
        "recall_once_looked_at": round(reviewed.recall, 4),
        "exact_match_precision": round(plain.precision, 5),
        "exact_match_recall": round(plain.recall, 4),
        "comparing_seconds": round(compared, 1),
        "seconds": round(seconds, 1),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
