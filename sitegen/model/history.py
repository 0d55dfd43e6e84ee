"""What has been said of an item before: its identity and version in calendars."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stamp:
    """Identity and version of an item in calendars (RFC 5545: UID, SEQUENCE, LAST-MODIFIED)."""

    uid: str
    """Never changes once released."""
    sequence: int
    """Counts the changes of time, place or status that were released."""
    modified: datetime.datetime
    """When it last changed, in UTC."""
