"""The words of the audit record: the six statutory classes, and how a thing ended."""

from __future__ import annotations

KINDS = {
    "collection": "Collection",
    "alteration": "Alteration",
    "consultation": "Consultation",
    "disclosure": "Disclosure",
    "combination": "Combination",
    "erasure": "Erasure",
    "other": "Other",
}
"""The six operations that section 62 of the Data Protection Act 2018 has logged, and the rest: signing in, settings."""

STATUTORY = tuple(kind for kind in KINDS if kind != "other")

RESULTS = {"done": "Done", "refused": "Refused", "failed": "Failed"}

TAMPERING = {
    "altered": "The record does not say what was written.",
    "missing": "Records that were written are not there.",
    "reordered": "The record stands where another was written.",
    "forged": "The record was not written by Bluelamp.",
    "truncated": "The last records that were written are not there.",
    "rolled back": "The records are those of an earlier day.",
    "rekeyed": "From here on the records are chained with a key that was never announced.",
    "payload altered": "What was kept apart for the record is not what was written.",
    "seal altered": "A seal does not carry the signature of this Bluelamp.",
}
"""Every kind of tampering that verification tells apart."""

SENSITIVITIES = {"": "Normal", "normal": "Normal", "restricted": "Restricted", "sealed": "Sealed"}

MISUSE = {
    "own": "Looked up themselves",
    "colleague": "Looked up a colleague",
    "no_task": "Looked up somebody for no task",
    "out_of_hours": "Looked up somebody far from their working hours",
    "volume": "Looked up far more people than others do",
    "emergency": "Opened a restricted record in an emergency",
}
"""What the misuse reports look for. Each is a question to ask of somebody, never the answer."""


def spoken(operation: str) -> str:
    """An operation as it is said: ``people.look`` is “people: look”, as floor and verb."""
    floor, _, verb = operation.rpartition(".")
    said = f"{floor}: {verb}" if floor else verb
    return (said[:1].upper() + said[1:]).replace("_", " ")
