"""What is kept of who may see what: people and roles, records as held, agreements and grants, emergencies."""

from bluelamp.kernel.access.models.agreements import (
    Agreement,
    AgreementCategory,
    AgreementParty,
    Disclosure,
    Grant,
    GrantItem,
)
from bluelamp.kernel.access.models.glass import BreakGlass, GlassReview, Notice, NoticeSeen
from bluelamp.kernel.access.models.holdings import Holding, HoldingChange, NeedToKnow, Transfer
from bluelamp.kernel.access.models.users import Clearance, Membership, RoleRequest, User

__all__ = [
    "Agreement",
    "AgreementCategory",
    "AgreementParty",
    "BreakGlass",
    "Clearance",
    "Disclosure",
    "GlassReview",
    "Grant",
    "GrantItem",
    "Holding",
    "HoldingChange",
    "Membership",
    "NeedToKnow",
    "Notice",
    "NoticeSeen",
    "RoleRequest",
    "Transfer",
    "User",
]
