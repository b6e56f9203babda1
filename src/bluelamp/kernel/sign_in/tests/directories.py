"""A made-up directory on this machine: as much of OpenID Connect as a sign-in needs, and every way of lying in it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec

from bluelamp.web import environment


@cache
def key(name: str) -> ec.EllipticCurvePrivateKey:
    """A private key, always the same for a name."""
    return ec.generate_private_key(ec.SECP256R1())


def public(name: str) -> dict[str, Any]:
    return dict(jwt.algorithms.ECAlgorithm.to_jwk(key(name).public_key(), as_dict=True))


@dataclass
class Directory:
    """What it says of whoever signs in, what it signs with, and what it publishes; ``lies`` replace claims.

    ``issued`` and ``expires`` are seconds from now.
    """

    said: dict[str, Any] = field(default_factory=dict)
    lies: dict[str, Any] = field(default_factory=dict)
    signed_with: Any = "first"
    kid: str | None = "first"
    method: str = "ES256"
    published: tuple[str, ...] = ("first",)
    nonce: str = ""
    issuer: str = ""
    userinfo: dict[str, Any] = field(default_factory=dict)
    issued: int = 0
    expires: int = 300
    here: str = ""

    def token(self) -> str:
        claims = {
            "iss": self.here,
            "aud": "bluelamp",
            "iat": int(time.time()) + self.issued,
            "exp": int(time.time()) + self.expires,
            "nonce": self.nonce,
            **self.said,
            **self.lies,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        secret = key(self.signed_with) if self.method == "ES256" else self.signed_with
        return jwt.encode(claims, secret, self.method, headers={"kid": self.kid} if self.kid else {})

    def keys(self) -> dict[str, Any]:
        public = (
            (name, jwt.algorithms.ECAlgorithm.to_jwk(key(name).public_key(), as_dict=True))
            for name in self.published
        )
        return {"keys": [{"kid": name, "use": "sig", **each} for name, each in public]}

    def answer(self, path: str) -> dict[str, Any]:
        if "well-known" in path:
            names = {"authorization": "go", "token": "token", "userinfo": "who"}
            told = {f"{name}_endpoint": f"{self.here}/{where}" for name, where in names.items()}
            return {"issuer": self.issuer or self.here, "jwks_uri": f"{self.here}/keys", **told}
        return self.keys() if path == "/keys" else self.said | self.userinfo


class Handler(BaseHTTPRequestHandler):
    """Answers for one directory."""

    directory: Directory

    def do_GET(self) -> None:
        self._answer(self.directory.answer(self.path))

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer({"access_token": "x", "token_type": "Bearer", "id_token": self.directory.token()})

    def _answer(self, said: dict[str, Any]) -> None:
        body = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def made_up(settings: Any) -> Iterator[Directory]:
    """A directory that Bluelamp is set up for, until this ends."""
    made = Directory()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Asked", (Handler,), {"directory": made}))
    made.here = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    settings.SOCIALACCOUNT_PROVIDERS = environment.directory(
        {
            "BLUELAMP_OIDC_ISSUER": made.here,
            "BLUELAMP_OIDC_CLIENT_ID": "bluelamp",
            "BLUELAMP_OIDC_SECRET": "a-secret",
            "BLUELAMP_OIDC_NAME": "your force account",
        }
    )
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()


def sent(client: Any, next_page: str = "/mine") -> dict[str, str]:
    """What somebody is sent to the directory with."""
    there = client.post(f"/access/directory/force?next={next_page}")
    return {name: values[0] for name, values in parse_qs(urlsplit(there["Location"]).query).items()}


def go(client: Any, directory: Directory, next_page: str = "/mine") -> Any:
    """There and back: what Bluelamp answers when the directory has sent somebody back."""
    asked = sent(client, next_page)
    assert asked["code_challenge_method"] == "S256"
    directory.nonce = asked["nonce"]
    return client.get("/access/directory/force/back", {"code": "c", "state": asked["state"]})
