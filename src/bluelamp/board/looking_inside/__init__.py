"""What a file carries that its reader does not see: authors, comments, revisions, scripts, attachments, hidden text.

A file that is handed to the public is opened and looked through; an empty list means that nothing was found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from bluelamp.board.looking_inside import figures, page, pdf, word

BY_ENDING: Mapping[str, Callable[[bytes], Iterator[str]]] = {
    "docx": word.hidden,
    "pdf": pdf.hidden,
    "html": page.hidden,
    "json": figures.hidden,
}


def hidden(name: str, content: bytes) -> list[str]:
    """Everything hidden in a file, in words. A kind of file nobody knows how to open counts as hiding everything."""
    ending = name.rpartition(".")[2].lower()
    if ending not in BY_ENDING:
        return [f"nobody knows how to look inside a file that ends in {ending}"]
    return list(dict.fromkeys(BY_ENDING[ending](content)))


__all__ = ["hidden"]
