"""Checking a paper somebody else wrote: what does not add up in it, paragraph by paragraph.

The file is read, every rule of :mod:`bluelamp.board.proof_reading` that makes sense of any paper is asked, and findings
that were reviewed before are waived. Nothing of the file is kept.
"""
