"""How much of random papers reaches the public, and whether anything that was kept back can be worked out of it."""

from __future__ import annotations

from statistics import median
from time import perf_counter
from typing import Any

PROMISES = {"worked_out": 0, "median_share_kept_back": 0.15}


def run(papers: int) -> dict[str, Any]:
    """As many pairs of papers, each with its attack: counts told, the share of numbers kept back, and seconds."""
    from django.core.management import call_command
    from django.db import transaction

    from bluelamp.board.tests.random_papers import Trial, trial

    call_command("migrate", verbosity=0)
    found, took = list[Trial](), list[float]()
    for seed in range(papers):
        start = perf_counter()
        with transaction.atomic():
            found.append(trial(seed))
            transaction.set_rollback(True)
        took.append(perf_counter() - start)
    told = [each for one in found for each in one.found]
    return {
        "papers": 2 * papers,
        "numbers": sum(one.printed + one.kept_back for one in found),
        "kept_back": sum(one.kept_back for one in found),
        "papers_refused": sum(one.refused for one in found),
        "small_counts_attacked": sum(one.attacked for one in found),
        "worked_out": len(told),
        "first": told[:5],
        "median_share_kept_back": round(median(share(one) for one in found), 3),
        "median_seconds": round(median(took), 2),
        "slowest_seconds": round(max(took), 2),
    }


def share(one: Any) -> float:
    """Of the numbers of a pair of papers, how many are kept back."""
    return float(one.kept_back / max(1, one.printed + one.kept_back))
