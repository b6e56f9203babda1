"""What is kept of orders and community remedies."""

from bluelamp.practice.powers.models.orders import Breach, Order, Service, Step, Term
from bluelamp.practice.powers.models.remedies import Remedy, VictimView

__all__ = ["Breach", "Order", "Remedy", "Service", "Step", "Term", "VictimView"]
