"""People, organisations, venues and articles."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from sitegen.model.people import Person
from sitegen.model.prose import Article
from sitegen.render.content import Content
from sitegen.render.structured.nodes import Node, Nodes, node, one_or_all, other_names, plain
from sitegen.render.urls import Keyed
from sitegen.text import Text


class Records:
    """The records of one language that are no events."""

    def __init__(self, nodes: Nodes, content: Content) -> None:
        self.nodes = nodes
        self.site = nodes.site
        self.content = content

    def person(self, page: Any, description: str) -> list[Node]:
        """Somebody with name, offices and what they speak at; e-mail and telephone only where published."""
        person: Person = page.person
        sessions = [row.session for row in page.activities if row.role in ("speaker", "panellist")]
        parts = person.name_parts
        titles = [position.post.plain for position in person.positions if position.post]
        found = node(
            "Person",
            name=person.name.plain,
            familyName=parts.family if parts.given else None,
            givenName=parts.given or None,
            alternateName=other_names(person.name),
            honorificPrefix=plain(person.honorific),
            jobTitle=one_or_all([*([person.rank.plain] if person.rank else []), *titles] or [None]),
            affiliation=self._affiliation(person),
            image=self._picture(person.photo.src, "portrait", person.id, person.photo.focus)
            if person.photo
            else None,
            email=person.email if "email" in person.public else None,
            telephone=person.phone if "phone" in person.public else None,
            url=self.nodes.url(person),
            performerIn=[row for item in sessions if item.date and (row := self.nodes.reference(item))],
        )
        return [self._page("ProfilePage", person, mainEntity=found)]

    def _page(self, type_: str, target: Keyed | str, **shown: Any) -> Node:
        """A page about what has no language itself (in schema.org: people, organisations, places)."""
        return node(type_, inLanguage=self.site.language.tag, url=self.nodes.url(target), **shown)

    def _affiliation(self, person: Person) -> Any:
        """Every organisation named, once."""
        values = [person.affiliation, *(position.organisation for position in person.positions)]
        found: list[Node] = []
        for value in values:
            if value:
                entry = (
                    node("Organization", name=value.plain)
                    if isinstance(value, Text)
                    else self.nodes.organisation(value)
                )
                if entry not in found:
                    found.append(entry)
        return one_or_all(found) if found else None

    def organisers(self, page: Any, description: str) -> list[Node]:
        """Every organisation on the page, once."""
        ids = dict.fromkeys(member.id for group in page.groups for member in group.members)
        rows = [self.site.organisations[id_] for id_ in ids]
        found = [
            self.nodes.organisation(row.id) | node("Organization", alternateName=other_names(row.name))
            for row in rows
        ]
        return [self._page("WebPage", "page:organisers", about=found)]

    def venue(self, page: Any, description: str) -> list[Node]:
        """Every venue with its address and maps."""
        found = []
        for venue in page.venues:
            place = self.nodes.venue(venue)
            if isinstance(place, str):
                continue
            maps = venue.map
            services = [maps.amap, maps.baidu, maps.tencent, maps.osm] if maps else []
            links = [url for url in services if url]
            url = self.nodes.url("page:venue")
            more = node(
                "Place",
                alternateName=other_names(venue.name),
                hasMap=one_or_all(links) if links else None,
                url=venue.url or (f"{url}#{venue.id}" if url else None),
            )
            found.append(place | more)
        return [self._page("WebPage", "page:venue", about=found)] if found else []

    def article(self, page: Any, description: str) -> list[Node]:
        """A piece of news. An author without a page may be a person or an office, so is only credited."""
        article: Article = page.article
        author = article.author.plain if article.author else None
        writer = next((row for row in page.people if row.name.plain == author), None)
        cover = article.cover
        return [
            node(
                "NewsArticle",
                headline=article.title.plain,
                alternateName=other_names(article.title),
                alternativeHeadline=plain(article.subtitle),
                description=description,
                datePublished=article.date.isoformat(),
                dateModified=article.updated.isoformat() if article.updated else None,
                author=self.nodes.person(writer.id) if writer else None,
                creditText=author if not writer else None,
                image=self._picture(cover.src, "cover", article.body, cover.focus) if cover else None,
                keywords=[tag.plain for tag in article.tags],
                inLanguage=self.site.language.tag,
                url=self.nodes.url(article),
            )
        ]

    def _picture(self, src: str, kind: str, owner: object, focus: str | None) -> str | None:
        """The absolute address of a picture as the page shows it."""
        base = self.nodes.addresses.base_url
        file = self.content.find(src, owner) if base else None
        path = self.content.pictures.shown(file, kind, focus or "") if file else None
        return f"{base}{quote(path)}" if path else None
