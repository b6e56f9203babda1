"""Random walks over the steps, drawn by Hypothesis, which finds the shortest way to a fault.

::

    python -m tests.probe.walking [STEPS]
"""

from __future__ import annotations

import logging
import os
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import Any

from tests.probe import ground, saying

LENGTH, SEED = 100, 2014


@dataclass
class Walked:
    """How many steps, and how often each was done."""

    steps: int = 0
    taken: Counter[str] = field(default_factory=Counter)


def walk(world: Any, steps: int, seed: int = SEED) -> Walked:
    """Walks of a hundred steps from the same beginning, until there are ``steps``."""
    from hypothesis import HealthCheck, Phase, settings
    from hypothesis import seed as seeded
    from hypothesis.stateful import run_state_machine_as_test

    walked = Walked()
    machine = seeded(seed)(_machine(world, walked))
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=-(-steps // LENGTH) + 1,
            stateful_step_count=LENGTH,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink],
        ),
    )
    return walked


def _machine(world: Any, walked: Walked) -> Any:
    from django.db import transaction
    from django.utils import timezone
    from hypothesis import strategies as st
    from hypothesis.stateful import RuleBasedStateMachine, rule

    from tests.matrix.oracle import is_plain
    from tests.probe.steps import ACTIONS, Steps

    people = sorted(name for name, user in world.users.items() if user and is_plain(name))
    begun = timezone.now()

    class Walk(RuleBasedStateMachine):
        """Each walk is taken back before the next."""

        def __init__(self) -> None:
            super().__init__()
            self.around = transaction.atomic()
            self.around.__enter__()
            self.steps = Steps(world, begun)

        @rule(
            what=st.sampled_from(sorted(ACTIONS)),
            person=st.sampled_from(people),
            record=st.sampled_from(sorted(world.records)),
            number=st.integers(0, 999),
            reader=st.sampled_from(people),
        )
        def step(self, what: str, person: str, record: str, number: int, reader: str) -> None:
            # What was refused changed nothing, which is looked at now and then.
            if self.steps.take(what, person, record, number) or number % 5 == 0:
                self.steps.read(reader)
            walked.steps += 1

        def teardown(self) -> None:
            walked.taken += self.steps.taken
            transaction.set_rollback(True)
            self.around.__exit__(None, None, None)

    return Walk


def probe(steps: int) -> dict[str, object]:
    """On records of our own, in as many processes as there are cores, each from a seed of its own."""
    parts = os.cpu_count() or 1
    with ProcessPoolExecutor(parts, mp_context=get_context("spawn")) as pool:
        found = list(pool.map(_part, [(-(-steps // parts), part) for part in range(parts)]))
    return {
        "probe": "steps",
        "steps": sum(walked.steps for walked in found),
        "taken": dict(sum((walked.taken for walked in found), Counter())),
        "divergences": 0,
        "seed": SEED,
    }


def _part(what: tuple[int, int]) -> Walked:
    """A divergence is raised as it is found, and says which it was and how to get there."""
    steps, part = what
    ground.ready()
    logging.disable(logging.CRITICAL)
    from django.db import transaction

    from tests.matrix import world

    with ground.records(), transaction.atomic():
        walked = walk(world.build(), steps, SEED + part)
        transaction.set_rollback(True)
    return walked


def main() -> int:
    saying.tell(probe(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
    return 0


if __name__ == "__main__":
    sys.exit(main())
