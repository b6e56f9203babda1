"""What is typed on the pages of powers, cleaned. Nothing is saved here."""

from bluelamp.practice.powers.forms.orders import (
    AlterForm,
    BeginForm,
    BreachForm,
    ConsiderForm,
    ExtendForm,
    OutcomeForm,
    StepForm,
    TermForm,
    WritingForm,
)
from bluelamp.practice.powers.forms.parts import ELSE, Versioned
from bluelamp.practice.powers.forms.register import RegisterForm
from bluelamp.practice.powers.forms.remedies import AdmitForm, AnswerForm, OfferForm, RemedyForm, VictimForm

__all__ = [
    "ELSE",
    "AdmitForm",
    "AlterForm",
    "AnswerForm",
    "BeginForm",
    "BreachForm",
    "ConsiderForm",
    "ExtendForm",
    "OfferForm",
    "OutcomeForm",
    "RegisterForm",
    "RemedyForm",
    "StepForm",
    "TermForm",
    "Versioned",
    "VictimForm",
    "WritingForm",
]
