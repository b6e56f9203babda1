"""Everything about promises that a page of one record shows, as one value; and the same told as a time line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bluelamp.kernel.access.happenings import Happening
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.practice.promises.models import Card, SupervisorReview
from bluelamp.practice.promises.queries import cards, contact, promises, records, reviews, victims
from bluelamp.practice.promises.queries.contact import Touch
from bluelamp.practice.promises.queries.promises import Line
from bluelamp.practice.promises.queries.victims import Plan
from bluelamp.practice.promises.rules import cards as wording
from bluelamp.practice.promises.words import CARD_METHODS, ENGLISH, LANGUAGES, METHODS, OUTCOMES, RANKS


@dataclass(frozen=True)
class Panel:
    """What was promised on one record, how contact goes, and what waits for a supervisor.

    ``plan`` is none where there is none or it is not for this reader; ``shows_plan`` tells the two apart.
    """

    ref: str
    band: str
    lines: tuple[Line, ...]
    touch: Touch
    card: Card | None
    reviews: tuple[SupervisorReview, ...]
    plan: Plan | None
    shows_plan: bool
    shows_contact: bool
    may_make: bool
    may_keep: bool
    may_review: bool
    shows_keepers: bool
    now: datetime

    @property
    def open(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.is_open)

    @property
    def missed(self) -> int:
        return sum(line.state in {"missed", "kept_late"} for line in self.lines)

    @property
    def kept(self) -> int:
        return sum(line.state == "kept" for line in self.lines)

    @property
    def review(self) -> SupervisorReview | None:
        """The next one that is due."""
        return next((row for row in self.reviews if row.done_at is None), None)


def panel(scope: Scope, looked: Look, *, now: datetime) -> Panel | None:
    """For the page of a record that was looked at; none where nothing of it is for this reader."""
    if not scope.may("promises.read") or not records.shows(looked, records.PROMISES):
        return None
    shows_plan, shows_reviews = records.shows(looked, records.PLAN), records.shows(looked, records.REVIEWS)
    return Panel(
        ref=looked.ref,
        band=promises.band_of(looked.holding.pk),
        lines=tuple(promises.of_record(scope, looked, now=now)),
        touch=contact.of_record(scope, looked, now=now),
        card=cards.of_record(scope, looked, now=now).first(),
        reviews=tuple(reviews.of_record(scope, looked, now=now)) if shows_reviews else (),
        plan=victims.of_record(scope, looked, now=now) if shows_plan else None,
        shows_plan=shows_plan,
        shows_contact=records.shows(looked, records.CONTACT),
        may_make=records.may_write(scope, looked, records.PROMISES, now=now),
        may_keep=records.may_write(scope, looked, records.PROMISES, now=now, ends=True),
        may_review=records.may_write(
            scope, looked, records.PROMISES, now=now, act="promises.review", ends=True
        ),
        shows_keepers=looked.is_own,
        now=now,
    )


def timeline(scope: Scope, looked: Look, *, now: datetime) -> list[Happening]:
    """What happened, the earliest first: to others than its own without what is said to the organisation alone."""
    if not scope.may("promises.read") or not records.shows(looked, records.PROMISES):
        return []
    found = [entry for line in promises.of_record(scope, looked, now=now) for entry in _of_promise(line)]
    for attempt in contact.of_record(scope, looked, now=now).attempts:
        words = f"Tried to reach them {METHODS[attempt.method]}: {OUTCOMES[attempt.outcome]}."
        found.append(
            Happening(attempt.at, attempt.by_name, attempt.by_organisation, "attempt", words, "organisation")
        )
    body = looked.holding.organisation.key
    for card in cards.of_record(scope, looked, now=now):
        handed = (
            "They did not want a card."
            if card.declined
            else f"A card went to them {CARD_METHODS[card.method]}{_in(card.language)}."
        )
        audience = "shared" if card.declined else "told"
        found.append(Happening(card.issued_at, card.issued_by_name, body, "card", handed, audience))
    for row in reviews.of_record(scope, looked, now=now) if records.shows(looked, records.REVIEWS) else ():
        if row.done_at:
            words = f"Reviewed by a supervisor ({RANKS[row.rank].lower()})."
            found.append(Happening(row.done_at, row.done_by_name, body, "review", words, "organisation"))
    heard = found if looked.is_own else [entry for entry in found if entry.audience != "organisation"]
    return sorted(heard, key=lambda entry: entry.at)


def _in(language: str) -> str:
    return f", in {LANGUAGES.get(language, language)}" if language != ENGLISH else ""


def _of_promise(line: Line) -> list[Happening]:
    row = line.promise
    when = wording.by_when(row.due_at)
    found = [
        Happening(
            row.made_at, row.made_by_name, row.made_for, "promise", f"Promised {when}: {row.says}", "told"
        )
    ]
    for pause in row.pauses.all():
        found.append(
            Happening(
                pause.since,
                pause.by_name,
                row.made_for,
                "promise",
                "The clock of a promise was stopped.",
                "organisation",
            )
        )
    for passed in row.passed_on.all():
        words = f"Passed on from {passed.before_name} to {passed.to_name}: {row.says} {passed.why}"
        found.append(Happening(passed.at, passed.by_name, row.made_for, "promise", words, "organisation"))
    if row.kept_at:
        late = ", late" if line.state == "kept_late" else ""
        found.append(
            Happening(
                row.kept_at, row.kept_by_name, row.made_for, "promise", f"Kept{late}: {row.says}", "told"
            )
        )
    if row.cancelled_at:
        found.append(
            Happening(
                row.cancelled_at,
                row.cancelled_by_name,
                row.made_for,
                "promise",
                f"Cancelled: {row.says}",
                "shared",
            )
        )
    return found
