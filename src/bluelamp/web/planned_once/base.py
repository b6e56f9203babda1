"""Django's PostgreSQL, but for two things that cost each request a journey. Named as the engine by ``web/records.py``.

Words that are always the same (:class:`~bluelamp.kernel.audit.wording.Always`) are prepared: from the fifth time on the
server is given the values alone. All other statements go as Django sends them. And before a connection is used again
Django asks the server whether it is there; here the socket is asked, which knows when the server has hung up.
"""

from __future__ import annotations

from select import POLLIN, poll
from typing import Any

from django.db.backends.postgresql import base
from psycopg import Cursor as Bound
from psycopg.client_cursor import ClientCursor

from bluelamp.kernel.audit.wording import Always


class Cursor(base.Cursor):
    """Puts values into the words itself, as Django has it, unless the words are always the same."""

    binds: type[Any] = ClientCursor

    def execute(self, query: Any, params: Any = None, **how: Any) -> Any:
        self.binds = Bound if isinstance(query, Always) else ClientCursor
        return super().execute(query, params, **how)  # type: ignore[misc]

    @property
    def _query_cls(self) -> Any:
        return self.binds._query_cls

    def _execute_send(self, *args: Any, **how: Any) -> None:
        self.binds._execute_send(self, *args, **how)

    def _get_prepared(self, query: Any, prepare: bool | None = None) -> Any:
        # What is planned already is not sent again: whoever asks what was put finds it here.
        self._query = query
        return self.binds._get_prepared(self, query, prepare)


class DatabaseWrapper(base.DatabaseWrapper):
    """The same database."""

    def get_connection_params(self) -> dict[str, Any]:
        return {**super().get_connection_params(), "cursor_factory": Cursor}

    def is_usable(self) -> bool:
        """Is the connection as it was left? A server that went away, or was restarted, has closed its end."""
        if self.connection is None or self.connection.closed:
            return False
        asked = poll()
        asked.register(self.connection.fileno(), POLLIN)
        # Nobody has asked anything: whatever there is to read is its farewell.
        return not asked.poll(0)
