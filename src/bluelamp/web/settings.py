"""Settings, all of them from the environment, with safe values for trying Bluelamp on one machine.

What cannot be right is refused here, in one line that says what to do.
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from pathlib import Path

from csp import constants as csp

from bluelamp.web import environment, keys, records

VAR = Path(os.environ.get("BLUELAMP_VAR", "var")).resolve()
WAREHOUSE = VAR / "warehouse"

try:
    records.folder(VAR)
    SECRET_KEY, *SECRET_KEY_FALLBACKS = keys.secret_keys(os.environ, VAR)
    DATABASES = {"default": records.database(os.environ, VAR)}
    WORKERS = environment.workers(os.environ)
    PROXIES = environment.number(os.environ, "BLUELAMP_PROXIES", 0, 0, 9)
    SECOND_FACTOR = environment.second_factor(os.environ)
    CLEARANCE = environment.clearance(os.environ)
    SESSION_IDLE = timedelta(minutes=environment.number(os.environ, "BLUELAMP_IDLE_MINUTES", 15, 2, 120))
    SESSION_ABSOLUTE = timedelta(hours=environment.number(os.environ, "BLUELAMP_SESSION_HOURS", 12, 1, 24))
    SOCIALACCOUNT_PROVIDERS = environment.directory(os.environ)
except records.Refused as why:
    sys.exit(f"bluelamp: {why}")

# The key of the audit record and the file of its seals: on another disk, or in other hands, they prove the more.
AUDIT_KEY = Path(os.environ.get("BLUELAMP_AUDIT_KEY", "") or VAR / "audit-key")
AUDIT_SEALS = os.environ.get("BLUELAMP_SEALS", "")

# The command that looks for viruses in a file on its standard input; without one, files are open at once.
FILE_SCANNER = os.environ.get("BLUELAMP_SCANNER", "")

DEBUG = False
ALLOWED_HOSTS = os.environ.get("BLUELAMP_HOSTS", "127.0.0.1,localhost,testserver").split(",")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "bluelamp.kernel.audit",
    "bluelamp.kernel.places",
    "bluelamp.kernel.organisations",
    "bluelamp.kernel.access",
    "bluelamp.kernel.sign_in",
    "bluelamp.kernel.keeping",
    "bluelamp.kernel.people",
    "bluelamp.kernel.figures",
    "bluelamp.practice.instruments",
    "bluelamp.practice.casework",
    "bluelamp.practice.promises",
    "bluelamp.practice.powers",
    "bluelamp.areas.asb",
    "bluelamp.areas.asb.case_reviews",
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
    "bluelamp.web.headers.Headers",
    "django.middleware.security.SecurityMiddleware",
    "bluelamp.web.content_policy.ContentPolicy",
    "bluelamp.web.headers.Refusals",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "bluelamp.kernel.sign_in.middleware.Accounts",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "bluelamp.kernel.sign_in.middleware.Sessions",
    "bluelamp.kernel.access.middleware.Gate",
    "bluelamp.kernel.sign_in.middleware.SecondFactor",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "bluelamp.web.urls"

# Who signs in, and how long for.
AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["bluelamp.kernel.sign_in.backends.Accounts"]
LOGIN_URL = "access:sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "access:sign-in"
RECORD_KINDS = "bluelamp.web.kinds.KINDS"
ERASURE_PLANS = "bluelamp.web.kinds.PLANS"
INSTRUMENT_WEIGHTS = "bluelamp.web.kinds.WEIGHTS"
INSTRUMENT_GROUPS = "bluelamp.areas.asb.risk.groups.of_holdings"
INSTRUMENT_BANDS = "bluelamp.web.kinds.BANDS"
STANDARDS_EVIDENCE = "bluelamp.web.kinds.EVIDENCE"
RECORD_PEOPLE = "bluelamp.areas.asb.queries.people.on_record"
CASES_ALIKE = "bluelamp.areas.asb.queries.alike.to_case"
RECORD_WORKER = "bluelamp.practice.casework.queries.assignments.worker_of"
WORK_PASSED_ON = "bluelamp.practice.promises.actions.keepers.follow"
WORKLISTS = "bluelamp.web.worklists.WORKLISTS"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SESSION_ENGINE = "bluelamp.kernel.sign_in.sessions"
SESSION_COOKIE_AGE = int(SESSION_ABSOLUTE.total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# django-allauth does the second factors and the force's directory. Nobody registers, and no mail is sent.
ACCOUNT_ADAPTER = "bluelamp.kernel.sign_in.adapters.Accounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# How often one may try is counted in the records (kernel/sign_in/rules), where every worker sees it.
ACCOUNT_RATE_LIMITS = False
MFA_ADAPTER = "bluelamp.kernel.sign_in.adapters.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODE_COUNT = 10
MFA_TOTP_ISSUER = "Bluelamp"
SOCIALACCOUNT_ADAPTER = "bluelamp.kernel.sign_in.directory.Directory"
SOCIALACCOUNT_STORE_TOKENS = False
DIRECTORY_CLAIM = os.environ.get("BLUELAMP_OIDC_CLAIM", "preferred_username")

# Tokens for programs: only their digests are kept, and only for the way in that a system without a person has.
OAUTH2_PROVIDER_APPLICATION_MODEL = "api.PartnerSystem"
OAUTH2_PROVIDER = {
    "SCOPES_BACKEND_CLASS": "bluelamp.web.api.scopes.ActScopes",
    "ACCESS_TOKEN_EXPIRE_SECONDS": 15 * 60,
    # RFC 9700, the best current practice, whole: also for the ways in that no address here leads to.
    **{
        f"COMPLIANT_BCP_RFC9700_{practice}": True
        for practice in (
            "ACCESS_TOKEN_TRANSPORT",
            "AUTHZ_RESPONSE_ISS",
            "IMPLICIT_GRANT",
            "PASSWORD_GRANT",
            "PKCE_METHOD",
            "PKCE_REQUIRED",
            "REDIRECT_URI_MATCHING",
            "REDIRECT_URI_SCHEME",
            "REFRESH_TOKEN",
            "TOKEN_STORAGE",
        )
    },
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    "ALLOWED_REDIRECT_URI_SCHEMES": ["https"],
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
# The largest request, files included. A form without files stays far below it.
BODY_LIMIT = 32 * 2**20
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 10

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
        "form-action": [csp.SELF, *environment.directory_origins(SOCIALACCOUNT_PROVIDERS)],
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
