"""Addresses under /sharing/."""

from __future__ import annotations

from django.urls import path

from bluelamp.kernel.access.sharing.views import agreements, emergencies, overview, records, roles

app_name = "sharing"
RECORD = "records/<slug:kind>/<str:ref>/"
urlpatterns = [
    path("", overview.home, name="home"),
    path("purpose", overview.purpose, name="purpose"),
    path("notices/", overview.notices, name="notices"),
    path("offers/", records.offers, name="offers"),
    path("with-us/<slug:kind>/<str:ref>/", records.shared, name="record"),
    path(RECORD, records.audience, name="audience"),
    path(f"{RECORD}share", records.share, name="share"),
    path(f"{RECORD}grants/<int:number>/withdraw", records.withdraw, name="withdraw"),
    path(f"{RECORD}handling", records.handling, name="handling"),
    path(f"{RECORD}people", records.person, name="person"),
    path(f"{RECORD}people/<int:number>/take-off", records.take_off, name="take-off"),
    path(f"{RECORD}offer", records.offer, name="offer"),
    path("agreements/", agreements.register, name="agreements"),
    path("agreements/new", agreements.write_down, name="agreement-new"),
    path("agreements/<slug:key>/", agreements.agreement, name="agreement"),
    path("agreements/<slug:key>/change", agreements.amend, name="agreement-change"),
    path("agreements/<slug:key>/end", agreements.end, name="agreement-end"),
    path("emergency/", emergencies.emergency, name="emergency"),
    path("emergency/<int:number>/", emergencies.opened, name="opened"),
    path("reviews/", emergencies.reviews, name="reviews"),
    path("reviews/<int:number>/", emergencies.review, name="review"),
    path("roles/", roles.roles, name="roles"),
]
