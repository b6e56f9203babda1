"""What is kept of anti-social behaviour: cases, the reports in them, and the people on them."""

from bluelamp.areas.asb.models.cases import Approval as Approval
from bluelamp.areas.asb.models.cases import Aside as Aside
from bluelamp.areas.asb.models.cases import Case as Case
from bluelamp.areas.asb.models.cases import StateChange as StateChange
from bluelamp.areas.asb.models.people import Involved as Involved
from bluelamp.areas.asb.models.reports import Answer as Answer
from bluelamp.areas.asb.models.reports import Report as Report
from bluelamp.areas.asb.models.streets import AddressWord as AddressWord
