"""Who studies whether something works, and what their work is called."""

from __future__ import annotations

BY = r"(?:university|researchers?|academics?|evaluators?|consultants?|college|(?:business )?school|institute)"
STUDY = r"(?:evaluations?|assessments?|analys[ie]s|results?|findings|conclusions?)"
