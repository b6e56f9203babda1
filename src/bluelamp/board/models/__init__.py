"""What is kept of papers: editions, comments, what a meeting asked for, and what was let out to the public."""

from bluelamp.board.models.comments import Comment
from bluelamp.board.models.editions import Decision, Edition, Signature
from bluelamp.board.models.minutes import Minute, Outcome
from bluelamp.board.models.releases import Release, ReleaseStep

__all__ = ["Comment", "Decision", "Edition", "Minute", "Outcome", "Release", "ReleaseStep", "Signature"]
