"""JSON-LD (schema.org) of a page: what it shows, for search engines; only facts that stand on the site."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from sitegen.model.site import Site
from sitegen.render.content import Content
from sitegen.render.structured.events import Events
from sitegen.render.structured.nodes import Node, Nodes, node
from sitegen.render.structured.records import Records
from sitegen.render.structured.series import SeriesOfEvents
from sitegen.render.urls import Addresses
from sitegen.render.words import Words

_CONTEXT = '{"@context":"https://schema.org",'
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Structured:
    """Makes the data of every page in one language."""

    def __init__(
        self,
        site: Site,
        addresses: Addresses,
        words: Words,
        content: Content,
        card_of: Callable[[str], str | None] = lambda folder: None,
    ) -> None:
        self.nodes = Nodes(site, addresses, words)
        self.card_of = card_of
        events, records = Events(self.nodes), Records(self.nodes, content)
        self._over: dict[object, str] = {}
        """Breadcrumbs → their JSON up to the page's own step; many pages share them."""
        self._kinds: dict[str, Callable[[Any, str], list[Node]]] = {
            "home": events.home,
            "day": events.day,
            "session": events.session,
            "series": SeriesOfEvents(self.nodes, events).series,
            "person": records.person,
            "organisers": records.organisers,
            "venue": records.venue,
            "article": records.article,
        }

    def structured(self, page: Any, description: object = None) -> Markup:
        """The page's data as `<script type="application/ld+json">`; nothing for a page that stands in."""
        if page.is_fallback:
            return Markup("")
        make = self._kinds.get(page.kind)
        found = make(page, str(description or "")) if make else []
        card = self.card_of(page.folder) if found else None
        if card and "image" not in found[0]:  # what search engines ask of events; a photograph wins
            found[0]["image"] = card
        parts = [_encode(part) for part in found]
        if page.crumbs and self.nodes.addresses.base_url is not None:
            parts.append(self._crumbs(page))
        if not parts:
            return Markup("")
        data = f"{_CONTEXT}{parts[0][1:]}" if len(parts) == 1 else f'{_CONTEXT}"@graph":[{",".join(parts)}]}}'
        return Markup(f'<script type="application/ld+json">{quote(data)}</script>')  # noqa: S704 - quoted

    def _crumbs(self, page: Any) -> str:
        """The way to the page as it stands over it; the page itself is its last step."""
        over = self._over.get(page.crumbs)
        if over is None:
            there = [(crumb.label, url) for crumb in page.crumbs if (url := self.nodes.url(crumb.key))]
            steps = [
                node("ListItem", position=position, name=label, item=url)
                for position, (label, url) in enumerate(there, 1)
            ]
            start = _encode({"@type": "BreadcrumbList", "itemListElement": steps})[:-2]
            over = f'{start},{{"@type":"ListItem","position":{len(steps) + 1},"name":'
            self._over[page.crumbs] = over
        return f"{over}{_encode(page.title)}}}]}}"


def quote(text: str) -> str:
    """JSON as it may stand in a script of HTML: nothing in it can end the script or begin a comment."""
    for character in "<>&\u2028\u2029":
        if character in text:
            text = text.replace(character, f"\\u{ord(character):04x}")
    return text
