"""The two addresses that OpenID Connect needs, under the names by which django-allauth asks for them."""

from __future__ import annotations

from django.urls import path

from bluelamp.kernel.sign_in.views import door

urlpatterns = [
    path("<slug:provider_id>", door.directory_begin, name="openid_connect_login"),
    path("<slug:provider_id>/back", door.directory_back, name="openid_connect_callback"),
]
