"""The operations of the API, drawer by drawer: the one explicit list."""

from __future__ import annotations

from ninja import NinjaAPI

from bluelamp.areas.asb.api import router as asb
from bluelamp.kernel.people.api import router as people
from bluelamp.performance.api import router as performance
from bluelamp.web.api import frame, myself
from bluelamp.web.api.tokens import Bearer

api = NinjaAPI(
    title="Bluelamp",
    version="1",
    description=(
        "What an agency's own system may ask and do: the same records, rules and audit as the pages. "
        "Get a token with the client credentials of your system, and send it with every request."
    ),
    auth=Bearer(),
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
)
frame.word_refusals(api)
api.add_router("/me", myself.router, tags=["Who you are"])
api.add_router("/measures", performance, tags=["Figures"])
api.add_router("/records", people, tags=["Records of people"])
api.add_router("/asb", asb, tags=["Anti-social behaviour"])
