"""A feed as Atom (RFC 4287)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.outputs.feeds.news import Item, News
from sitegen.render.feeds import ATOM_TYPE
from sitegen.text import Text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def write_atom(news: News) -> bytes:
    """The feed. The content holds no control characters, which XML could not: the loader has seen to that."""
    from xml.etree import ElementTree  # imported for files that are seldom made anew

    tag = news.site.language.tag
    root = ElementTree.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": tag})
    _add(root, "id", news.identify("feed", str(news.site.event.start.year)))
    _add(root, "title", news.feeds[0].title)
    _add(root, "subtitle", news.subtitle)
    _add(root, "updated", max(item.updated or item.published for item in news.items))
    _add(root, "link", rel="alternate", type="text/html", hreflang=tag, href=news.page)
    for feed in news.feeds:
        for type_, path in feed.files:
            rel = "self" if (feed is news.feeds[0] and type_ == ATOM_TYPE) else "alternate"
            href, language = news.base + path, feed.language.tag
            _add(root, "link", rel=rel, type=type_, hreflang=language, href=href, title=feed.title)
    _add(_add(root, "author"), "name", news.site.event.name.plain)
    for item in news.items:
        _add_entry(root, item, tag)
    ElementTree.indent(root, "")
    data: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return data + b"\n"


def _add_entry(root: Element, item: Item, tag: str) -> None:
    entry = _add(root, "entry")
    _add(entry, "id", item.id)
    _add(entry, "title", item.title)
    _add(entry, "published", item.published)
    _add(entry, "updated", item.updated or item.published)
    _add(entry, "link", rel="alternate", type="text/html", hreflang=tag, href=item.url)
    for other, url in item.twins:  # not "alternate": some readers take the last of those for the article
        _add(entry, "link", rel="related", type="text/html", hreflang=other, href=url)
    for file in (*([item.picture] if item.picture else []), *item.files):
        title = file.title.plain if file.title else None
        size = str(file.size) if file.size is not None else None
        _add(entry, "link", rel="enclosure", type=file.type, href=file.url, title=title, length=size)
    if item.author:
        _add(_add(entry, "author", said=item.author), "name", item.author.plain)
    for label in item.tags:
        _add(entry, "category", said=label, term=label.plain)
    if item.summary:
        _add(entry, "summary", item.summary)
    if item.html:
        _add(entry, "content", item.html, type="html")


def _add(
    parent: Element, name: str, text: str | None = None, said: Text | None = None, **attributes: str | None
) -> Element:
    """An element; `said`, by default its text, is marked where its language is not the feed's."""
    from xml.etree.ElementTree import SubElement

    found = {key: value for key, value in attributes.items() if value is not None}
    said = text if said is None and isinstance(text, Text) else said
    if said is not None and said.is_foreign:
        found["xml:lang"] = said.lang.tag
    element = SubElement(parent, name, found)
    element.text = None if text is None else str.__str__(text)
    return element
