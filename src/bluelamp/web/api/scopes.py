"""What a token may be for: acts of the permissions table that some operation of the API asks for."""

from __future__ import annotations

from typing import Any

from oauth2_provider.scopes import BaseScopes

from bluelamp.kernel.access.permissions import ACTS
from bluelamp.web.api.acts import OPEN_TO_SYSTEMS


class ActScopes(BaseScopes):
    """Each OAuth scope is an act, under the same name; a system is given those it was registered for."""

    def get_all_scopes(self) -> dict[str, str]:
        return {act: ACTS[act] for act in OPEN_TO_SYSTEMS}

    def get_available_scopes(
        self, application: Any = None, request: Any = None, *args: Any, **more: Any
    ) -> list[str]:
        granted = OPEN_TO_SYSTEMS if application is None else application.acts
        return [act for act in OPEN_TO_SYSTEMS if act in granted]

    def get_default_scopes(
        self, application: Any = None, request: Any = None, *args: Any, **more: Any
    ) -> list[str]:
        return self.get_available_scopes(application)
