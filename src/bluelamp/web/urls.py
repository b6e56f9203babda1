"""Every address, floor by floor."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from bluelamp.web import health, places, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("accessibility", views.accessibility, name="accessibility"),
    path("attributions", views.attributions, name="attributions"),
    path("healthz", health.healthz, name="healthz"),
    path("api/", include("bluelamp.web.api.urls")),
    path("access/", include("bluelamp.kernel.sign_in.urls")),
    path("access/directory/", include("bluelamp.kernel.sign_in.directory_urls")),
    path("people/", include("bluelamp.kernel.people.urls")),
    path("sharing/", include("bluelamp.kernel.access.sharing.urls")),
    path("keeping/", include("bluelamp.kernel.keeping.urls")),
    path("audit/", include("bluelamp.web.audit.urls")),
    path("asb/case-reviews/", include("bluelamp.areas.asb.case_reviews.urls")),
    path("asb/", include("bluelamp.areas.asb.urls")),
    path("instruments/", include("bluelamp.practice.instruments.urls")),
    path("casework/", include("bluelamp.practice.casework.urls")),
    path("promises/", include("bluelamp.practice.promises.urls")),
    path("powers/", include("bluelamp.practice.powers.urls")),
    path("performance/", include("bluelamp.performance.urls")),
    path("board/", include("bluelamp.board.urls")),
    path("places/", places.places, name="places"),
    path("places/<slug:level>/", places.level, name="places-level"),
]

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.server_error
