"""The tool that takes permission checks out still finds them, and a check that is gone is still noticed."""

from __future__ import annotations

from tests.matrix import running, world
from tests.probe import mutants, removing
from tests.probe.mutants import Mutant


def test_there_are_mutants_enough_and_each_patch_still_fits():
    every = mutants.mutants()
    assert len(every) >= 60
    assert len({mutant.name for mutant in every}) == len(every)
    for mutant in every:
        assert removing.patched(mutant.patches)


def test_a_check_that_is_gone_is_noticed_and_then_stands_again(db):
    everybody = running.asker(world.build())
    (gone,) = mutants.mutants(["ownership is not asked"])
    nothing_gone = Mutant("nothing is gone", gone.where, ())
    faults = [mutants.caught(mutant, everybody, count=100) != [] for mutant in (gone, nothing_gone)]
    assert faults == [True, False]
