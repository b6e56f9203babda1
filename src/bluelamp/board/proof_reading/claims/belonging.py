"""Whose a figure is: ours, by the names a paper gives its own place and body, or that of somewhere else."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re

from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.dates import MONTH, WEEKDAYS
from bluelamp.board.proof_reading.language.remembered import remembered
from bluelamp.board.proof_reading.reading import Reading

MANY = (
    r"(?:councils|forces|authorities|trusts|parks|boroughs|counties|districts|areas|cities|funds|schools|services|"
    r"landlords|associations|hospitals|boards|colleges|universities|providers|operators|companies)"
)
LANDS = (
    r"(?:England and Wales|England|Great Britain|Britain|the UK|the United Kingdom|Scotland|Northern Ireland|"
    r"the two countries|the country)"
)
BODY_WORDS = """
    trust force council authority association partnership company college school university borough county district
    city town park fund ccg practice hospital service constabulary charity group ward estate village parish island
    academy federation division community centre
"""
BODIES = frozenset(BODY_WORDS.split())
"""What those who write papers are, and the places they are of."""
NO_FIGURE = (
    r"(?:targets?|standards?|aims?|insurance|minimum|living|lottery|grid|curriculum|offers?|awards?|bod(?:y|ies)|"
    r"teams?|"
    r"guidance|polic(?:y|ies)|charit(?:y|ies)|parks?|trust|government|association|day|week|campaigns?|plans?|funds?|"
    r"strateg(?:y|ies)|programmes?|schemes?|framework|contracts?|ambitions?|goals?|thresholds?|limits?|grants?|"
    r"ceilings?|"
    r"systems?|officers?|leads?|pay|rules?|press|news\w*|express|rail|highways|health service)"
)
"""What may be called national and measures nothing."""
PUBLISHERS = (
    r"(?:Ministry|Department\w*|Government|regulator|Ofcom|Ofsted|Ofwat|HMIC\w*|(?:NHS|Sport|Skills|Arts Council|"
    r"Public "
    r"Health) England|Office for [A-Z]\w+|ONS|Universit(?:y|ies)|College of Policing|researchers|King['’]s Fund|LGA|"
    r"(?:[A-Z][a-z]+ )?(?:Foundation(?! Trust)|Institute|Confederation)|charity|Age UK|Shelter|Crisis|think[- ]tank)"
)
PUBLISHED = (
    r"(?:research|stud(?:y|ies)|surveys?|polls?|says?|finds|found|estimates?|puts?|gives?|reports?|reported|releases?|"
    r"bulletins?|figures|statistics|publish(?:es|ed)|publications?|analysis)"
)
ELSEWHERE = patterns.compile(
    rf"\b(?:nationally|national(?:ly)?(?! {NO_FIGURE}\b)(?= [a-z])|(?:the )?nation['’]s|countrywide|nationwide|"
    r"(?:English|British|Welsh|Scottish|UK) (?:averages?|figures?|rates?|norm|mean|median|households|homes|adults|"
    r"people|"
    r"patients|residents|tenants|families|pupils|drivers|hospitals|councils|schools|forces|trusts|universities|farms|"
    r"shops|firms|towns|workers|employers|prisons|hospices|charities|(?:[A-Z]\w+ ){1,3}Survey)|"
    rf"(?:average|median|mean) (?:\w+ )?(?:of|for|across|among) (?:all |the )*(?:\d+ |other |similar )(?:\w+ )?{MANY}|"
    rf"^{LANDS}|(?:across|in|for|throughout|over|outside|of) (?:the whole of )?(?:{LANDS}|Wales|England and Wales|"
    r"Denmark|Sweden|Norway|Germany|France|Ireland|the Netherlands|the United States|America|Australia|Canada)|"
    rf"(?:survey|sample|stud(?:y|ies)|poll|census|audit) of (?:{LANDS}|England and Wales)|"
    rf"England(?: and Wales)?(?:'s|’s)? (?:averages?|figures?|rates?)|England['’]s|Crime Survey for|"
    rf"{LANDS} as a whole|"
    rf"(?:all|the|typical|average|for|among) (?:\w+ )?(?:national |other |English |Welsh )?{MANY} (?:of|in|across) "
    rf"(?:{LANDS}|Wales|England and Wales)|(?:\w+ )?(?:other|comparable|similar) {MANY}|(?:all|most) {MANY}|"
    rf"(?:typical|average) (?:{'|'.join(sorted(BODIES))})|benchmark\w*|sector|peers?|comparators?|"
    r"(?:department|government|ministry)(?:['’]s|al)? (?:\w+ )?statistics|Office for National Statistics|HouseMark|"
    rf"{PUBLISHERS}(?:['’]s)?(?: [\w'’]+){{0,6}}? {PUBLISHED}|{PUBLISHED} (?:\w+ )?(?:by|from|for|of) (?:the |a )?"
    rf"(?:\w+ )?{PUBLISHERS}|England(?= ?[,.;)]|$))\b",
    re.IGNORECASE,
)


@remembered
def elsewhere(text: str) -> re.Match[str] | None:
    """The first words of a text that say that something is of elsewhere."""
    return ELSEWHERE.search(text)


RELEASE = patterns.compile(
    rf"\b(?:national\w*|{LANDS}|Department\w*|Ministry|Home Office|Office for \w+|NHS Digital|government\w*)"
    r"(?: [\w'’-]+){0,5} (?:releases?|bulletins?|publications?|statistics|figures?|tables?|surveys?|"
    r"averages?|reports?)\b",
    re.IGNORECASE,
)
"""What is published of the whole country."""
PEERED = r"(?:size|kind|type|sort|family|peers?|neighbours|comparators?|region|sector|profession|industry|most similar)"
OURS = (
    rf"\b(?:our(?! (?:\w+ )?{PEERED}\b)|we|us|local|locally|here|"
    rf"(?:the|this) (?:{'|'.join(sorted(BODIES))}|board['’]s own))\b"
)
GENERAL_WORDS = """
    panel board committee report police crime health performance services meeting date agenda item head director
    progress against plan quality governing body commissioning clinical national annual quarterly quarter year half
    review fire rescue ambulance homes limited housing community safety children adult care scrutiny overview cabinet
    members public paper title from with chief officer executive deputy assistant management north south east west
    central upper lower great little transport pension young people safeguarding local team youth offending port
    passenger probation foundation england wales britain scotland kingdom survey leader
"""
GENERAL = BODIES.union(GENERAL_WORDS.split())
"""Words of a title that name no place."""
FIRST, LINE = 6, 160
"""Lines at the head of a paper in which its place and body are named, and how long one may be."""


def own_names(paper: Reading) -> tuple[str, ...]:
    """The proper names of a paper's own place and body, from its head, where the text says them again."""
    opening = [s.text for s in paper.sentences[:FIRST] if len(s.text) < LINE and not s.text.endswith(".")]
    head = [paper.document.title, *paper.headings[:3], *opening]
    said = {word.lower() for text in head for word in re.findall(r"\b[A-Z][A-Za-z]{3,}\b", text)}
    dated = {each.lower() for each in (*MONTH.split("|"), *WEEKDAYS)}
    body = " ".join(s.text for s in paper.sentences)
    names = [
        word
        for word in said - GENERAL - dated
        if re.search(rf"(?:[a-z,]|\b(?:An?|The)) {word.capitalize()}\b", body)
    ]
    return tuple(sorted(word.capitalize() for word in names))


def ours(names: tuple[str, ...]) -> re.Pattern[str]:
    """What is said of our own place, body or people."""
    proper = "|".join(rf"(?-i:{re.escape(name)})(?:['’]s)?" for name in names)
    return patterns.compile(rf"{OURS}|\b(?:{proper})\b" if proper else OURS, re.IGNORECASE)


ABROAD = rf"(?:{LANDS}|Wales|Table|Paragraph|Section|Appendix|Year|Quarter|{MONTH}|{'|'.join(WEEKDAYS)})"
NAMED = (
    rf"\b(?i:in|at|of|across|to|for|from|throughout|near|"
    rf"within) (?:the )?(?!(?i:{ABROAD})\b)[A-Z][a-z]{{2,}}(?:['’]s)?"
    rf"|\b(?!(?i:{ABROAD})\b)[A-Z][a-z]{{2,}}['’]s\b"
)
"""“In Nether Stow”, “Mardle's 95 takeaways”: a place by its name."""


def here(names: tuple[str, ...]) -> re.Pattern[str]:
    """What is said of ours, or of any place by its name."""
    return patterns.compile(rf"(?i:{ours(names).pattern})|{NAMED}")
