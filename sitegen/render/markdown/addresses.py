"""Addresses in running text become links, and end before Chinese characters and punctuation."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

_ADDRESS = r"(?<![A-Za-z0-9])(?:https?://|www\.)[A-Za-z0-9](?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-])*"
_MAIL = r"<(?:mailto:)?([^<>\s!@]+@[^@<>\s]+)>"
_TRAILING = ".,;:!?'*_~([&"


def extend(md: Markdown) -> None:
    """Bare addresses and `<someone@example.org>`; the latter without the library's disguise as entities."""
    md.inlinePatterns.register(MailAddress(_MAIL, md), "automail", 110)
    md.inlinePatterns.register(BareAddress(_ADDRESS, md), "bare_address", 85)


class BareAddress(InlineProcessor):
    """`https://…` and `www.…`; closing punctuation and unpaired brackets stay outside."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802
        """The link and where it stands."""
        address = m[0]
        while True:
            shorter = address.rstrip(_TRAILING)
            if any(shorter.endswith(b) and shorter.count(b) > shorter.count(a) for a, b in ("()", "[]")):
                shorter = shorter[:-1]
            if shorter == address:
                break
            address = shorter
        link = Element("a", href=address if address.startswith("http") else f"http://{address}")
        link.text = AtomicString(address)
        return link, m.start(), m.start() + len(address)


class MailAddress(InlineProcessor):
    """`<someone@example.org>`."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802
        """The link and where it stands."""
        address = self.unescape(m[1])
        link = Element("a", href=f"mailto:{address}")
        link.text = AtomicString(address)
        return link, m.start(), m.end()
