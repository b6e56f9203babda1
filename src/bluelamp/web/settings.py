"""Settings, all of them from the environment, with safe values for trying Bluelamp on one machine.

What cannot be right is refused here, in one line that says what to do.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from csp import constants as csp

from bluelamp.web import keys, records

VAR = Path(os.environ.get("BLUELAMP_VAR", "var")).resolve()
WAREHOUSE = VAR / "warehouse"

try:
    records.folder(VAR)
    SECRET_KEY, *SECRET_KEY_FALLBACKS = keys.secret_keys(os.environ, VAR)
    DATABASES = {"default": records.database(os.environ, VAR)}
except records.Refused as why:
    sys.exit(f"bluelamp: {why}")

# The key of the audit record and the file of its seals: on another disk, or in other hands, they prove the more.
AUDIT_KEY = Path(os.environ.get("BLUELAMP_AUDIT_KEY", "") or VAR / "audit-key")
AUDIT_SEALS = os.environ.get("BLUELAMP_SEALS", "")

DEBUG = False
ALLOWED_HOSTS = os.environ.get("BLUELAMP_HOSTS", "127.0.0.1,localhost,testserver").split(",")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "bluelamp.kernel.audit",
    "bluelamp.kernel.places",
    "bluelamp.kernel.organisations",
    "bluelamp.kernel.access",
    "bluelamp.kernel.people",
    "bluelamp.kernel.figures",
    "bluelamp.areas.satisfaction",
    "bluelamp.areas.neighbourhoods",
    "bluelamp.areas.hate_crime",
    "bluelamp.performance",
    "bluelamp.board",
    "bluelamp.ui",
    "bluelamp.web",
    "bluelamp.web.api",
    "oauth2_provider",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "bluelamp.kernel.access.middleware.Gate",
]
ROOT_URLCONF = "bluelamp.web.urls"

# Who signs in, and how long for. Idle time-out and the second factor belong to the access issue.
AUTH_USER_MODEL = "access.User"
LOGIN_URL = "access:sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "access:sign-in"
RECORD_KINDS = "bluelamp.web.kinds.KINDS"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# Tokens for programs: only their digests are kept, and only for the way in that a system without a person has.
OAUTH2_PROVIDER_APPLICATION_MODEL = "api.PartnerSystem"
OAUTH2_PROVIDER = {
    "SCOPES_BACKEND_CLASS": "bluelamp.web.api.scopes.ActScopes",
    "ACCESS_TOKEN_EXPIRE_SECONDS": 15 * 60,
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,
}

# A cookie that only travels encrypted would never arrive on the plain 127.0.0.1 where Bluelamp is tried.
HTTPS = os.environ.get("BLUELAMP_HTTPS", "") == "1"
SESSION_COOKIE_NAME = "__Host-bluelamp" if HTTPS else "bluelamp"
CSRF_COOKIE_NAME = "__Host-bluelamp-form" if HTTPS else "bluelamp-form"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# Whether a whole domain joins the browsers' preload list is for its owner to decide, not for one system on it.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

USE_TZ = True
TIME_ZONE = "Europe/London"
LANGUAGE_CODE = "en-gb"
STATIC_URL = "/static/"
# Served from where the packages keep them; an address carries the digest of its file, so browsers may keep it long.
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 7 * 24 * 60 * 60

TEMPLATES = [
    {
        "BACKEND": "bluelamp.ui.templates.Templates",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "bluelamp.ui.templates.environment",
            "context_processors": ["bluelamp.web.navigation.page"],
        },
    }
]
CSRF_FAILURE_VIEW = "bluelamp.web.views.form_expired"

# No script or style runs that did not come from here: no unsafe-inline, no unsafe-eval, and nobody may frame a page.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [csp.NONE],
        "script-src": [csp.SELF, csp.NONCE],
        "style-src": [csp.SELF],
        "img-src": [csp.SELF, "data:"],
        "font-src": [csp.SELF],
        "connect-src": [csp.SELF],
        "form-action": [csp.SELF],
        "base-uri": [csp.NONE],
        "frame-ancestors": [csp.NONE],
    }
}

# What failed is written where the server was started; Django by itself would say nothing. A page that is not there is
# no failure, and its address may hold what somebody typed.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},
    },
}
