"""Pages under /board/: scope, form or query, template."""

from bluelamp.board.views import comments, minutes, papers, public, releases

__all__ = ["comments", "minutes", "papers", "public", "releases"]
