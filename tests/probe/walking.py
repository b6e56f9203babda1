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

from tests.probe import clock, ground, saying

LENGTH, SEED = 100, 2014
AT_ONCE = 2_000
"""Steps between two looks at the clock."""


@dataclass
class Walked:
    """How many steps, how often each was done, and what the product and the model disagreed on."""

    steps: int = 0
    taken: Counter[str] = field(default_factory=Counter)
    diverged: list[str] = field(default_factory=list)

    def __add__(self, other: Walked) -> Walked:
        return Walked(self.steps + other.steps, self.taken + other.taken, self.diverged + other.diverged)


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

    from bluelamp.web.sample.canaries.oracle import is_plain
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
    parts, end = os.cpu_count() or 1, clock.end_of("steps")
    with ProcessPoolExecutor(parts, mp_context=get_context("spawn")) as pool:
        found = list(pool.map(_part, [(-(-steps // parts), part, end) for part in range(parts)]))
    whole = sum(found, Walked())
    return {
        "of": steps,
        "steps": whole.steps,
        "short": whole.steps < steps and not whole.diverged,
        "taken": dict(whole.taken),
        "divergences": len(whole.diverged),
        "first": whole.diverged[:1],
        "seed": SEED,
    }


def _part(what: tuple[int, int, float]) -> Walked:
    """In a world of its own. The first divergence ends it; what Hypothesis says of it is how to get there."""
    steps, part, end = what
    ground.ready()
    logging.disable(logging.CRITICAL)
    from django.db import transaction

    from tests.matrix import world

    walked = Walked()
    with ground.records(), transaction.atomic():
        made = world.build()
        for number in clock.while_it_lasts(range(-(-steps // AT_ONCE)), end):
            try:
                walked += walk(made, min(AT_ONCE, steps), SEED + part + 1_000 * number)
            except AssertionError as found:
                walked.diverged.append(str(found))
                break
        transaction.set_rollback(True)
    return walked


def main() -> int:
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    return saying.tell("steps", probe, steps, wrong="divergences short")


if __name__ == "__main__":
    sys.exit(main())
