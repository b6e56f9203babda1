"""Backups: all that a force keeps in Bluelamp in one sealed file, taken while it works, put back whole or refused.

Taking (:mod:`taking`) and restoring (:mod:`restoring`) are the two verbs; :mod:`checking` opens a backup as a restore
would and changes nothing. How the file is laid down is told in :mod:`artefact`, and why in decision 0036.
"""

from __future__ import annotations


class Refused(RuntimeError):
    """Why not, and what to do: the one line the reader sees. Nothing was changed."""


class Unsound(Refused):
    """The file is damaged, cut short, or not what it says it is."""
