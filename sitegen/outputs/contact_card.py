"""`contact.vcf`: what the contact page says of the secretariat, for address books, a card per panel.

vCard 3.0 (RFC 2426), not 4.0 (RFC 6350): iOS, Android and Outlook all read it, while Outlook and the
importers of several Android makers refuse 4.0. Only lines that stand on the page are in it, and no samples.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from urllib.parse import urlsplit

from sitegen.load.project import Project
from sitegen.model.contact import ContactLine, Panel
from sitegen.model.site import Site
from sitegen.plan import Export
from sitegen.render.content import dialled
from sitegen.render.content_lines import escape, fold
from sitegen.render.exchange import guid_of
from sitegen.render.urls import Addresses
from sitegen.render.words import Words
from sitegen.text import Text

_PHONES = {"phone": "WORK,VOICE", "mobile": "CELL,VOICE", "fax": "WORK,FAX"}
_NOTED = ("hours", "wechat")


def make_contact_cards(
    project: Project, addresses: Addresses, words: Mapping[str, Words]
) -> Iterator[Export]:
    """The file of each language; none where no panel has anything to keep."""
    for code, site in project.sites.items():
        if any(panel.saved for panel in site.panels):
            yield Export(f"{code}/contact.vcf", partial(_make, project, site, addresses, words[code]))


def _make(project: Project, site: Site, addresses: Addresses, words: Words) -> bytes:
    url = addresses.absolute(addresses.table[site.language.code]["page:contact"])
    host = urlsplit(addresses.base_url or "").hostname or "sitegen.invalid"
    cards = []
    for place, panel in enumerate(site.panels):
        if panel.saved:
            title = project.source.panels[place].title.plain
            uid = guid_of(f"contact {title} {site.language.code}@{host}")
            lines = [*_head(site, panel, words), *_lines(site, panel, words)]
            lines += [f"URL:{url}"] if url else []
            cards += ["BEGIN:VCARD", "VERSION:3.0", *lines, f"UID:urn:uuid:{uid}", "END:VCARD"]
    return b"".join(map(fold, cards))


def _head(site: Site, panel: Panel, words: Words) -> Iterator[str]:
    """FN and N, which RFC 2426 wants, and ORG. What has no family name stands in N as one."""
    name = escape(f"{site.short_name.plain}{words.title_separator}{panel.title.plain}")
    yield f"FN{_language(panel.title)}:{name}"
    yield f"N{_language(panel.title)}:{name};;;;"
    yield f"ORG{_language(site.event.name)}:{escape(site.event.name.plain)}"


def _lines(site: Site, panel: Panel, words: Words) -> Iterator[str]:
    for line in panel.saved:
        assert line.value is not None and line.number is not None
        if line.kind in _PHONES:
            number = dialled(line.number.plain, site.event.timezone)
            pause = f"\\,{line.extension}" if line.extension else ""
            yield f"TEL;TYPE={_PHONES[line.kind]}:{number}{pause}"
        elif line.kind == "email":
            yield f"EMAIL;TYPE=INTERNET:{escape(line.value.plain)}"
        else:
            yield f"ADR;TYPE=WORK{_language(line.value)}:;;{escape(line.value.plain)};;;;"
    notes = [note for line in panel.lines if (note := _note(site, line, words))]
    if notes:
        yield f"NOTE:{escape(chr(10).join(notes))}"


def _note(site: Site, line: ContactLine, words: Words) -> str:
    """Who answers, office hours, the account: what has no field that all address books know."""
    if line.sample or not line.value:
        return ""
    label = line.label.plain if line.label else words.of("line", line.kind)
    if line.kind in _NOTED:
        return str(words.labelled(label=label, value=line.value.plain))
    if line.person:
        name = line.person if isinstance(line.person, Text) else site.people[line.person].name
        return str(words.labelled(label=label, value=name.plain))
    return ""


def _language(text: Text) -> str:
    return f";LANGUAGE={text.lang.tag}" if text.is_foreign else ""
