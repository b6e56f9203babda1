"""Chart, table, icon and sentence come from one signal: over random series, rebased or not, they cannot disagree."""

import re
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluelamp.analysis import spc
from bluelamp.analysis.spc import sentences
from bluelamp.ui import charts
from bluelamp.ui.charts.judged import FLAGS

READINGS = {
    "improvement": "Signal of improvement",
    "concern": "Signal of concern",
    "neutral": "Signal of change",
}
CHANGE = re.compile(r"improv|for the (better|worse)|unlikely to be chance|rising|falling|fell|rose")

counts = st.lists(st.one_of(st.none(), st.integers(0, 40)), min_size=1, max_size=40)
asked = st.fixed_dictionaries(
    {
        "chart": st.sampled_from(["xmr", "p", "u", "c", "p-prime", "u-prime", "g", "ewma", "i-prime"]),
        "rules": st.sampled_from(sorted(spc.RULE_SETS)),
        "better": st.sampled_from(["up", "down", "neither"]),
        "screen": st.booleans(),
        "baseline": st.sampled_from([None, 6, 12]),
    }
)


@given(counts, asked, st.integers(0, 39), st.floats(0.1, 0.9))
@settings(max_examples=120, deadline=None)
@pytest.mark.filterwarnings("error")
def test_the_four_faces_of_a_signal_agree(values, asked, rebase, level):
    phases = [rebase] if 0 < rebase < len(values) else []
    takes = spc.KINDS[asked["chart"]]
    y = [v if v is None or takes.takes in ("count", "number") else v / 40 for v in values]
    n = 40 if takes.n == "needed" else None
    signal = spc.judge(y, n, phases=phases, milestones=level, **asked)
    months = [date(2010 + i // 12, i % 12 + 1, 1) for i in range(len(y))]
    turns = [charts.Turn(months[at], "A new standard") for at in phases]
    anew = [sentences.begins_anew(f"in {charts.named(turn.since)}", turn.cause) for turn in turns]
    sentence = " ".join([sentences.verdict(signal, milestone="the level"), *anew])
    chart = charts.judged(signal, months, unit="number", title="A series", sentence=sentence, turns=turns)
    last = signal.last

    # icon and sentence
    assert bool(CHANGE.search(sentence)) == signal.is_signal
    assert ("for the better" in sentence) == (signal.variation == "improvement")
    assert ("for the worse" in sentence) == (signal.variation == "concern")
    assert ("too few" in sentence) == (signal.variation == "none")
    assert ("within its usual variation" in sentence) == (signal.variation == "common")
    assert ("the process must change" in sentence) == (signal.assurance == "fail")
    assert ("is met" in sentence) == (signal.assurance == "pass")
    assert ("by chance" in sentence) == (signal.assurance == "hit-or-miss")
    assert signal.icons[0].startswith(signal.variation)
    assert signal.icons[1] == signal.assurance

    # chart and table
    assert last is None or signal.variation == signal.marks[last]
    drawn = {point["x"]: point for point in chart.definition["datasets"]["points"]}
    reads = [row[chart.headers.index("Reading")] for row in chart.rows] if "Reading" in chart.headers else []
    for i, mark in enumerate(signal.marks):
        flag = FLAGS[mark]
        assert reads == [] or reads[i] == (
            "" if np.isnan(signal.judged[i]) else READINGS.get(flag, "Within its usual range")
        )
        assert drawn[i]["reads"] == READINGS.get(flag, "Within its usual range")
        assert drawn[i]["phase"] == signal.phase_at(i)
        if flag and signal.causes[i] in ("outside-limits", "drift"):
            assert not signal.lower[i] <= signal.judged[i] <= signal.upper[i]
    assert chart.sentence == sentence

    # a rebase: where limits begin anew in the signal they do in picture, table and words
    anew = [row[chart.headers.index("Limits")] for row in chart.rows] if "Limits" in chart.headers else []
    assert [i for i, cell in enumerate(anew) if cell] == list(signal.phases[1:])
    assert [mark["x"] + 0.5 for mark in chart.definition["datasets"]["turns"]] == list(signal.phases[1:])
    assert ("Limits begin anew" in sentence) == ("Limits begin anew" in chart.alt) == (len(signal.phases) > 1)
    if last is not None and rebase <= last and phases:
        tail = spc.judge(y[rebase:], n, milestones=level, **asked)
        assert (tail.icons, tail.reasons, tail.baseline) == (signal.icons, signal.reasons, signal.baseline)

    # direction of good
    if signal.variation in ("improvement", "concern"):
        good = (signal.direction == "high") == (asked["better"] == "up")
        assert (signal.variation == "improvement") == good
