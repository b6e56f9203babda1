"""Every rule as a page of the reference: what is asked of a paper, how gravely, how surely, and why."""

from __future__ import annotations

from bluelamp.board.proof_reading import ANSWERED, OF_SENSE, RULES
from bluelamp.board.proof_reading.finding import KINDS, SEVERITIES, Rule

CERTAINTIES = {
    "certain": "arithmetic or the calendar says so",
    "likely": "so, unless the words mean something unusual",
    "possible": "often so, and for the author to judge",
}


def reference() -> str:
    """The page ``docs/reference/checks.md``."""
    page = [
        "# What is asked of a paper",
        "",
        "Written by `make docs` from the rules; do not edit it here.",
        "",
    ]
    page += ["`bluelamp check-paper` asks these of any paper, and a build asks them of ours.", ""]
    page += [f"* **{title}** (`{key}`)" for key, title in SEVERITIES.items()]
    page += ["", *(f"* *{key}*: {means}" for key, means in CERTAINTIES.items())]
    for key, title in KINDS.items():
        page += ["", f"## {title}", "", "| rule | asks after | | certainty | why |", "|---|---|---|---|---|"]
        page += [_row(rule) for rule in _every() if rule.kind == key]
    return "\n".join([*page, ""])


def _every() -> tuple[Rule, ...]:
    return tuple(dict.fromkeys((*OF_SENSE, *RULES)))


def _row(rule: Rule) -> str:
    where = "any paper" if rule in ANSWERED else "ours alone" if rule not in OF_SENSE else ""
    told = f"{rule.explanation} ({where})" if where else rule.explanation
    return f"| `{rule.key}` | {rule.title} | {SEVERITIES[rule.severity]} | {rule.certainty} | {told} |"
