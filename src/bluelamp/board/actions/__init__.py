"""What is done to papers; one noun a file, each verb in one transaction with its record."""

from bluelamp.board.actions import comments, minutes, releases
from bluelamp.board.actions.editions import (
    Built,
    accept_finding,
    as_the_board,
    build_paper,
    clear_finding,
    sign,
    take_away,
)
from bluelamp.board.rules import NotNow

__all__ = [
    "Built",
    "NotNow",
    "accept_finding",
    "as_the_board",
    "build_paper",
    "clear_finding",
    "comments",
    "minutes",
    "releases",
    "sign",
    "take_away",
]
