"""The form field that takes files: each is checked, and comes out as what may be kept of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from bluelamp.ui.uploads.checking import KINDS, LIMITS, Limits, Upload, check
from bluelamp.ui.uploads.refusing import Refused


class UploadInput(forms.FileInput):
    """Where one or more files are chosen."""

    allow_multiple_selected = True


class UploadField(forms.FileField):
    """Files of the kinds in ``kinds``; cleans to a list of :class:`Upload`, empty when none is required and none came.

    ``most`` is how many files are taken at once.
    """

    widget = UploadInput

    def __init__(
        self,
        *,
        kinds: tuple[str, ...] = tuple(KINDS),
        limits: Limits = LIMITS,
        most: int = 1,
        **kwargs: Any,
    ) -> None:
        self.kinds, self.limits, self.most = kinds, limits, most
        super().__init__(**kwargs)
        self.widget.allow_multiple_selected = most > 1
        self.widget.attrs["accept"] = ",".join(ending for kind in kinds for ending in KINDS[kind].endings)

    def clean(self, data: Any, initial: Any = None) -> list[Upload]:
        files = [each for each in (data if isinstance(data, list | tuple) else [data]) if each]
        if not files:
            super().clean(None, initial)
            return []
        if len(files) > self.most:
            raise forms.ValidationError(f"Choose {self.most} file{'' if self.most == 1 else 's'} at most.")
        try:
            return [self._checked(file) for file in files]
        except Refused as why:
            raise forms.ValidationError(str(why)) from None

    def _checked(self, file: UploadedFile) -> Upload:
        # One byte more than is taken is enough to refuse it.
        return check(str(file.name), file.read(self.limits.size + 1), kinds=self.kinds, limits=self.limits)
