"""What is typed on the sharing pages, cleaned. Nothing is saved here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django import forms

from bluelamp.kernel.access.kinds import Kind
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.sharing import queries, rules
from bluelamp.kernel.access.sharing.actions.agreements import Draft
from bluelamp.kernel.access.sharing.queries.grants import Offer
from bluelamp.kernel.access.words import BASES, CATEGORIES, GLASS_OUTCOMES, PURPOSES, SENSITIVITIES, STANCES
from bluelamp.kernel.organisations import queries as organisations
from bluelamp.ui.fields import Day, Reason

LASTS = (("30", "30 days"), ("90", "90 days"), ("180", "180 days"), ("365", "A year"))


class ShareForm(forms.Form):
    """Which items of a record go to whom, on what ground, for how long."""

    organisation = forms.ChoiceField(
        label="Who is it for?", error_messages={"required": "Choose an organisation"}
    )
    team = forms.ChoiceField(label="Only one team there", required=False)
    person = forms.CharField(
        label="Only one person there",
        required=False,
        max_length=150,
        help_text="Their sign-in name. Leave it empty for everybody there, or in the team, who does this work.",
    )
    level = forms.ChoiceField(
        label="What do they need?",
        choices=(
            ("contact", "Only that we know them, and whom to ring"),
            ("items", "The items chosen below"),
        ),
        widget=forms.RadioSelect,
        initial="contact",
        error_messages={"required": "Choose what they need"},
    )
    items = forms.MultipleChoiceField(
        label="Items",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="What you do not choose stays.",
    )
    ground = forms.ChoiceField(
        label="On what ground?", widget=forms.RadioSelect, error_messages={"required": "Choose the ground"}
    )
    necessity = Reason(
        "Why is it needed, and why no less?",
        least=20,
        most=1000,
        help_text="Necessity and proportionality, in your own words.",
    )
    caveats = forms.CharField(
        label="What they may not do with it",
        required=False,
        max_length=500,
        help_text="For example: not to be told to the neighbour.",
    )
    lasts = forms.ChoiceField(label="For how long?", choices=LASTS, widget=forms.RadioSelect, initial="90")

    def __init__(
        self, *args: Any, scope: Scope, kind: Kind, open_items: Iterable[str], now: datetime, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        may = set(open_items)
        self.bodies = {body.key: body for body in queries.records.bodies(scope)}
        self.agreements = {row.key: row for row in queries.agreements.in_force(scope, now=now)}
        self._choose(
            "organisation", [("", "Choose"), *((key, str(body)) for key, body in self.bodies.items())]
        )
        self.teams = {team.code: team for team in queries.records.teams(scope)}
        if self.teams:
            named = [(code, f"{team}, {team.organisation}") for code, team in self.teams.items()]
            self._choose("team", [("", "Everybody there"), *named])
        else:
            del self.fields["team"]
        self._choose("items", [(item.key, item.label) for item in kind.items if item.key in may])
        grounds = [
            (f"agreement:{key}", f"{row.title}, with {queries.agreements.others(scope, row)}")
            for key, row in self.agreements.items()
        ]
        others = [(key, words.capitalize()) for key, words in BASES.items() if key != "agreement"]
        self._choose("ground", [*grounds, *others])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("level") == "items" and not said.get("items"):
            self.add_error("items", "Choose at least one item")
        body = self.bodies.get(said.get("organisation", ""))
        team = self.teams.get(said.get("team", ""))
        if team and body is not None and team.organisation.body != body:
            self.add_error("team", "Choose a team of this organisation")
        if team and said.get("person"):
            self.add_error("person", "Choose a team or a person, not both")
        if said.get("person") and body is not None:
            said["somebody"] = queries.records.colleagues(body).filter(username=said["person"]).first()
            if said["somebody"] is None:
                self.add_error("person", "Nobody there has this name")
        return said

    def offer(self, now: datetime) -> Offer:
        """What was asked for, as a value."""
        said = self.cleaned_data
        basis, _, key = said["ground"].partition(":")
        items = self.kind.contact_items if said["level"] == "contact" else said["items"]
        return Offer(
            organisation=self.bodies[said["organisation"]],
            items=frozenset(items),
            basis=basis,
            necessity=said["necessity"],
            agreement=self.agreements.get(key),
            team=self.teams.get(said.get("team", "")),
            person=said.get("somebody"),
            caveats=said["caveats"],
            until=now + timedelta(days=int(said["lasts"])),
        )


class PurposeForm(forms.Form):
    """What somebody is working on."""

    purpose = forms.ChoiceField(
        label="What are you working on?",
        choices=(("", "Anything"), *((key, words.capitalize()) for key, words in PURPOSES.items())),
        required=False,
    )


class WithdrawForm(forms.Form):
    why = Reason("Why is it withdrawn?")
    version = forms.IntegerField(widget=forms.HiddenInput)


class HandlingForm(forms.Form):
    """How a record is to be handled from now on."""

    sensitivity = forms.ChoiceField(
        label="How is it to be handled?",
        choices=[(key, words.capitalize()) for key, words in SENSITIVITIES.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it is to be handled"},
    )
    reason = Reason()
    version = forms.IntegerField(widget=forms.HiddenInput)


class PersonForm(forms.Form):
    """Somebody who needs to know, or must not."""

    username = forms.CharField(
        label="Sign-in name", max_length=150, error_messages={"required": "Enter their sign-in name"}
    )
    stance = forms.ChoiceField(
        label="They", choices=list(STANCES.items()), widget=forms.RadioSelect, initial="named"
    )
    reason = Reason()


class OfferForm(forms.Form):
    """Handing a record on."""

    to = forms.ChoiceField(
        label="To which organisation?", error_messages={"required": "Choose an organisation"}
    )
    reason = Reason("Why should they hold it?")

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = [(body.key, str(body)) for body in queries.records.bodies(scope)]
        self.fields["to"].choices = [("", "Choose"), *bodies]  # type: ignore[attr-defined]


class GlassForm(forms.Form):
    """One record in an emergency."""

    ref = forms.CharField(
        label="Reference of the record",
        max_length=20,
        help_text="Ten letters and figures, exactly as they were given to you.",
        error_messages={"required": "Enter the reference of the record"},
    )
    reason = Reason(
        "Why do you need it now?",
        least=20,
        most=1000,
        help_text="At least 20 characters. Somebody else reads this and reviews what you did.",
    )


class ReviewForm(forms.Form):
    """What a second person found."""

    outcome = forms.ChoiceField(
        label="What did you find?",
        choices=[(key, words.capitalize()) for key, words in GLASS_OUTCOMES.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you found"},
    )
    note = Reason("What did you look at?", least=20, most=1000)


class AgreementForm(forms.Form):
    """An agreement as it is written down."""

    title = forms.CharField(max_length=150, error_messages={"required": "Enter a title"})
    purpose = forms.ChoiceField(choices=[(key, words.capitalize()) for key, words in PURPOSES.items()])
    summary = forms.CharField(
        label="What is shared, and why",
        widget=forms.Textarea,
        max_length=3000,
        help_text="In words that a member of the public understands.",
        error_messages={"required": "Say what is shared and why"},
    )
    gateway = forms.ChoiceField(label="The law it rests on")
    asks_purpose = forms.ChoiceField(
        label="Does whoever reads under it say first what for?",
        choices=(("no", "No"), ("yes", "Yes, and the audit record keeps it")),
        required=False,
        initial="no",
        widget=forms.RadioSelect,
    )
    parties = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, error_messages={"required": "Choose at least two organisations"}
    )
    categories = forms.MultipleChoiceField(
        label="Data it covers",
        choices=[(key, words.capitalize()) for key, words in CATEGORIES.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose the data it covers"},
    )
    starts_on = Day(label="From")
    ends_on = Day(label="To (the last day; empty if open-ended)", required=False)
    review_on = Day(label="Next review")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        laws = [(law.key, law.title) for law in rules.gateways().values()]
        self.fields["gateway"].choices = laws  # type: ignore[attr-defined]
        bodies = organisations.organisations().exclude(kind="department")
        self.fields["parties"].choices = [(body.key, str(body)) for body in bodies]  # type: ignore[attr-defined]

    def draft(self) -> Draft:
        said = dict(self.cleaned_data)
        said.pop("version")
        said["asks_purpose"] = said["asks_purpose"] == "yes"
        return Draft(**said | {name: frozenset(said[name]) for name in ("parties", "categories")})
