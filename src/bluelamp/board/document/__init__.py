"""A paper as it will be read: blocks in order, built once, from which the page, the PDF and the Word file are all made.

Every value here is frozen and survives a round trip through text (:func:`freeze`, :func:`thaw`), so that a signed
edition holds its whole content and can be made again without asking the records anything.
"""

from bluelamp.board.document.blocks import (
    Block,
    Cited,
    Column,
    Heading,
    Items,
    Note,
    Paragraph,
    Picture,
    Quoted,
    Register,
    Run,
    Runs,
    Style,
    Table,
    Text,
    words,
)
from bluelamp.board.document.freezing import freeze, thaw
from bluelamp.board.document.passports import Count, Passport, plain_passport
from bluelamp.board.document.whole import Document, Section

__all__ = [
    "Block",
    "Cited",
    "Column",
    "Count",
    "Document",
    "Heading",
    "Items",
    "Note",
    "Paragraph",
    "Passport",
    "Picture",
    "Quoted",
    "Register",
    "Run",
    "Runs",
    "Section",
    "Style",
    "Table",
    "Text",
    "freeze",
    "plain_passport",
    "thaw",
    "words",
]
