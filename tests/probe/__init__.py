"""The suite's proofs run bigger: more cells, more mutants, more steps. ``make probe`` runs them, one after another.

Each prints one line of JSON with what was counted, from which seed and at which commit; the exit code is 1 where
anything was found. Nothing but the loopback address is ever asked.
"""
