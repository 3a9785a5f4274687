"""Sessions in the database, under the SHA-256 of their id.

Whoever reads the table cannot take over a session: the id itself exists only in the browser.
No address and no browser name is kept. ``user`` makes "sign out everywhere" one delete.

A session ends when nobody used it for ``SESSION_IDLE_MINUTES``, and twelve hours after signing in
whatever happens: ``expire_date`` is the earlier of both.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from ruangaman.people.models import Session

BEGUN = "begun"
"""In a session: the Unix second in which somebody signed in."""
_TOUCH_EVERY = dt.timedelta(seconds=60)


def session_hash(session_key: str) -> str:
    """Return what the database knows a session by: 64 hexadecimal digits."""
    return hashlib.sha256(b"ruangaman session 1 " + session_key.encode()).hexdigest()


class SessionStore(SessionBase):
    """Keeps a session under the hash of its id. Django's asynchronous calls end here too."""

    def exists(self, session_key: str) -> bool:
        """Say whether a session of this id is kept."""
        return Session.objects.filter(pk=session_hash(session_key)).exists()

    def create(self) -> None:
        """Begin a session under a new id."""
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        """Write the session; ``CreateError`` if the id is taken, ``UpdateError`` if it is gone."""
        key = self.session_key
        if key is None:
            self.create()
            return
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        row = self._row(key, data)
        try:
            with transaction.atomic():
                row.save(force_insert=must_create, force_update=not must_create)
        except IntegrityError as fault:
            if must_create:
                raise CreateError from fault
            raise
        except DatabaseError as fault:
            if not must_create:
                raise UpdateError from fault
            raise

    def delete(self, session_key: str | None = None) -> None:
        """Remove the session of this id, or this one."""
        key = session_key or self.session_key
        if key:
            Session.objects.filter(pk=session_hash(key)).delete()

    def load(self) -> dict[str, Any]:
        """Return what is kept; nothing, and no id, when there is no such session."""
        row = Session.objects.filter(
            pk=session_hash(self.session_key or ""), expire_date__gt=timezone.now()
        ).first()
        if row is None:
            self._session_key = None
            return {}
        data = self.decode(row.session_data)
        self._touch(row, data)
        return data

    @classmethod
    def clear_expired(cls) -> None:
        """Remove the sessions that have run out."""
        Session.objects.filter(expire_date__lt=timezone.now()).delete()

    def _row(self, session_key: str, data: dict[str, Any]) -> Session:
        data.setdefault(BEGUN, int(timezone.now().timestamp()))
        return Session(
            session_key=session_hash(session_key),
            session_data=self.encode(data),
            expire_date=_end(data),
            user_id=data.get(SESSION_KEY),
        )

    @staticmethod
    def _touch(row: Session, data: dict[str, Any]) -> None:
        """Move the end of a session that is used; at most once a minute."""
        end = _end(data)
        if end - row.expire_date > _TOUCH_EVERY:
            Session.objects.filter(pk=row.pk).update(expire_date=end)


def _end(data: dict[str, Any]) -> dt.datetime:
    """Return when a session ends if nobody uses it any more."""
    begun = dt.datetime.fromtimestamp(data.get(BEGUN, 0), dt.UTC)
    longest = begun + dt.timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return min(longest, timezone.now() + dt.timedelta(minutes=settings.SESSION_IDLE_MINUTES))
