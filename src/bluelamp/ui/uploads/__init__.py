"""Files that people send in: known by what is in them and not by their name, within limits."""

from __future__ import annotations

from bluelamp.ui.uploads.checking import Limits, Refused, Upload, check
from bluelamp.ui.uploads.fields import UploadField

__all__ = ["Limits", "Refused", "Upload", "UploadField", "check"]
