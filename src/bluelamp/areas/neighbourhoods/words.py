"""The words of published street crime: forces, kinds of crime and outcomes, as data.police.uk has written them.

The dates on which one list of kinds gave way to the next are not verified against a publisher's notice; they are
used only to count defects, never to refuse a row.
"""

from __future__ import annotations

ANTI_SOCIAL_BEHAVIOUR = "anti-social-behaviour"

# As “Reported by” names the force, and the short name that stands in the file names.
FORCES = {
    "Avon and Somerset Constabulary": "avon-and-somerset",
    "Bedfordshire Police": "bedfordshire",
    "British Transport Police": "btp",
    "Cambridgeshire Constabulary": "cambridgeshire",
    "Cheshire Constabulary": "cheshire",
    "City of London Police": "city-of-london",
    "Cleveland Police": "cleveland",
    "Cumbria Constabulary": "cumbria",
    "Derbyshire Constabulary": "derbyshire",
    "Devon & Cornwall Police": "devon-and-cornwall",
    "Devon and Cornwall Constabulary": "devon-and-cornwall",
    "Dorset Police": "dorset",
    "Durham Constabulary": "durham",
    "Dyfed-Powys Police": "dyfed-powys",
    "Essex Police": "essex",
    "Gloucestershire Constabulary": "gloucestershire",
    "Greater Manchester Police": "greater-manchester",
    "Gwent Police": "gwent",
    "Hampshire Constabulary": "hampshire",
    "Hertfordshire Constabulary": "hertfordshire",
    "Humberside Police": "humberside",
    "Kent Police": "kent",
    "Lancashire Constabulary": "lancashire",
    "Leicestershire Police": "leicestershire",
    "Lincolnshire Police": "lincolnshire",
    "Merseyside Police": "merseyside",
    "Metropolitan Police Service": "metropolitan",
    "Norfolk Constabulary": "norfolk",
    "North Wales Police": "north-wales",
    "North Yorkshire Police": "north-yorkshire",
    "Northamptonshire Police": "northamptonshire",
    "Northumbria Police": "northumbria",
    "Nottinghamshire Police": "nottinghamshire",
    "Police Service of Northern Ireland": "northern-ireland",
    "South Wales Police": "south-wales",
    "South Yorkshire Police": "south-yorkshire",
    "Staffordshire Police": "staffordshire",
    "Suffolk Constabulary": "suffolk",
    "Surrey Police": "surrey",
    "Sussex Police": "sussex",
    "Thames Valley Police": "thames-valley",
    "Warwickshire Police": "warwickshire",
    "West Mercia Police": "west-mercia",
    "West Midlands Police": "west-midlands",
    "West Yorkshire Police": "west-yorkshire",
    "Wiltshire Police": "wiltshire",
}

# The first month of each list of kinds, and the kinds in it.
CRIME_TYPES = {
    "2010-12": (
        "Anti-social behaviour", "Burglary", "Other crime", "Robbery", "Vehicle crime", "Violent crime",
    ),
    "2011-09": (
        "Anti-social behaviour", "Burglary", "Criminal damage and arson", "Drugs", "Other crime", "Other theft",
        "Public disorder and weapons", "Robbery", "Shoplifting", "Vehicle crime", "Violent crime",
    ),
    "2013-05": (
        "Anti-social behaviour", "Bicycle theft", "Burglary", "Criminal damage and arson", "Drugs", "Other crime",
        "Other theft", "Possession of weapons", "Public order", "Robbery", "Shoplifting", "Theft from the person",
        "Vehicle crime", "Violence and sexual offences",
    ),
}  # fmt: skip

OUTCOMES = (
    "Action to be taken by another organisation",
    "Awaiting court outcome",
    "Court case unable to proceed",
    "Court result unavailable",
    "Defendant found not guilty",
    "Defendant sent to Crown Court",
    "Formal action is not in the public interest",
    "Further action is not in the public interest",
    "Further investigation is not in the public interest",
    "Investigation complete; no suspect identified",
    "Local resolution",
    "Offender deprived of property",
    "Offender fined",
    "Offender given a caution",
    "Offender given a drugs possession warning",
    "Offender given absolute discharge",
    "Offender given community sentence",
    "Offender given conditional discharge",
    "Offender given penalty notice",
    "Offender given suspended prison sentence",
    "Offender ordered to pay compensation",
    "Offender otherwise dealt with",
    "Offender sent to prison",
    "Status update unavailable",
    "Suspect charged",
    "Suspect charged as part of another case",
    "Unable to prosecute suspect",
    "Under investigation",
)


def slug(words: str) -> str:
    """The short form a kind of crime is kept in: ``anti-social-behaviour``."""
    return words.lower().replace(" ", "-")


def crime_types_in(month: str) -> frozenset[str]:
    """The kinds on the list in use in a month (``YYYY-MM``), in their short form; none before December 2010."""
    lists = [kinds for start, kinds in CRIME_TYPES.items() if start <= month]
    return frozenset(slug(kind) for kind in lists[-1]) if lists else frozenset()


def every_crime_type() -> dict[str, str]:
    """Each kind on any of the lists, as published, and its short form."""
    return {kind: slug(kind) for kinds in CRIME_TYPES.values() for kind in kinds}
