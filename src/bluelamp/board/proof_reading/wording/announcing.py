"""A number of things announced, which a list is to follow: “four priorities”, “the following six projects:”."""

from __future__ import annotations

import re

from bluelamp.board.proof_reading.language import numerals, patterns

NUMBER = r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[2-9]|1[0-5]"
LISTED = (
    r"areas?|phases?|stages?|strands?|priorities|priority|objectives?|aims?|themes?|recommendations?|"
    r"actions?|risks?|reasons?|factors?|categories|options?|key \w+|principles?|questions?|steps?|"
    r"work ?streams?|elements?|components?|measures?|issues?|outcomes?|criteria|ways|types|kinds|pilots?|"
    r"sites?|units?|LPUs?|districts?|boroughs?|wards?|councils?|authorities|forces|hospitals?|schools?|"
    r"trusts?|teams?|partners?|agencies|groups?|organisations|providers?|companies|bidders?|contractors?|"
    r"towns?|places|locations?|neighbourhoods?|estates?|centres?|departments?|services?|projects?|schemes?|"
    r"programmes?|pillars?|goals?|targets?|indicators?|standards?|duties|roles?|posts?|members|languages|"
    r"religions|faiths|indicators|commitments|drivers|threats|barriers|challenges|concerns|lessons|findings|"
    r"points|matters|items|conditions|tests|changes|improvements|initiatives|events|meetings|dates|months|"
    r"days|crime types|offence types|things|ones|subjects|topics|areas|reasons|causes|workers|villages|"
    r"cities|streets|roads|parks|stations|parishes|counties|markets|plans|policies|studies|causes|problems|"
    r"benefits|concerns|beats|wings|divisions|practices|clinics|libraries|depots|routes"
)
UNITS = (
    r"(?:years|months|weeks|days|hours|minutes|seconds|times|points|pounds|pence|thirds|quarters|fifths|"
    r"tonnes|miles|"
    r"metres|litres|hundreds|thousands|millions|was|is|has|this|thus|his|its|less|across|class|process|"
    r"access|business|"
    r"as|per|plus|replies|responses|votes)"
)
PLURAL = rf"(?!{UNITS}\b)(?:[a-z]{{3,}}s|people|children|men|women|criteria)"
"""Anything that can be counted, apart from what measures."""
PARTIAL = patterns.compile(
    r"\b(?:including|such as|for example|e\.g|among|mainly|notably|especially|particularly|from|between|"
    r"with|at least|over|about|i\.e\.? those)\b",
    re.IGNORECASE,
)
SOME = patterns.compile(
    r"\b(?:(?:including|such as|for example|e\.g|among(?!st)|mainly|notably|especially|particularly|at least)\b"
    r".{0,35}|(?:from|between|with|over|about))$",
    re.IGNORECASE,
)
"""Before a list that names only some; “agreed with area commanders:” ends with whom it was agreed."""
ARE = patterns.compile(r"(?:\b(?:are|were|follow\w*|below|namely|being)\s*)$", re.IGNORECASE)
"""“The six councils have agreed to:” lists no councils, where “the six councils are:” does."""
COUNTED = patterns.compile(
    rf"\b(?P<known>the |these |those |all |both )?(?P<number>{NUMBER}) (?:[A-Za-z'-]+ "
    rf"){{0,4}}?(?P<noun>{PLURAL}|{LISTED})\b",
    re.IGNORECASE,
)


def announced(before: str, counts: set[int]) -> str:
    """The number of things told before a list that names one of ``counts``; empty where a number told is right."""
    found = list(COUNTED.finditer(before))
    if not found or any(value(each["number"]) in counts for each in found):
        return ""
    last = found[-1]
    if last["known"] and not re.search(r"\bfollowing\b", last[0]) and not ARE.search(before):
        return ""
    return f"{last['number']} {last['noun']}"


def value(said: str) -> int | None:
    """A number in digits or words."""
    return int(said) if said.isdigit() else numerals.value(said)
