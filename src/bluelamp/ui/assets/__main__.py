"""``python -m bluelamp.ui.assets``: build the style sheet and scripts once, and again only when something changed."""

from __future__ import annotations

import sys

from bluelamp.ui.assets.building import NotBuilt, build

try:
    print(build(again="--again" in sys.argv[1:]))  # noqa: T201
except NotBuilt as why:
    sys.exit(f"bluelamp: {why}")
