"""The addresses of signing in. What django-allauth has beside these is not reachable."""

from __future__ import annotations

from django.urls import path

from bluelamp.kernel.sign_in.views import account, confirming, door, people, sessions

app_name = "access"
urlpatterns = [
    path("sign-in", door.sign_in, name="sign-in"),
    path("code", door.code, name="code"),
    path("sign-out", door.sign_out, name="sign-out"),
    path("directory-refused", door.directory_refused, name="directory-refused"),
    path("confirm-it-is-you", confirming.confirm, name="confirm"),
    path("account", account.account, name="account"),
    path("account/app", account.add_app, name="add-app"),
    path("account/passkey", account.add_passkey, name="add-passkey"),
    path("account/factors/<int:pk>/remove", account.remove_factor, name="remove-factor"),
    path("account/recovery-codes", account.recovery_codes, name="recovery-codes"),
    path("account/password", account.password, name="password"),
    path("sessions", sessions.mine, name="sessions"),
    path("still-here", sessions.still_here, name="still-here"),
    path("people", sessions.people, name="people"),
    path("people/<int:pk>", sessions.person, name="person"),
    path("people/<int:pk>/role", people.role, name="role"),
    path("people/<int:pk>/clearance", people.clearance, name="clearance"),
    path("people/<int:pk>/disable", people.disable, name="disable"),
    path("people/<int:pk>/new-start", people.new_start, name="new-start"),
    path("new-starts", people.new_starts, name="new-starts"),
]
