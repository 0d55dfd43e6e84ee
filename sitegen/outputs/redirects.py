"""Old addresses: a small page at each that leads to the new one, also on servers that know no redirects."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from markupsafe import escape

from sitegen.plan import Plan
from sitegen.problems import Location, Problems, suggest
from sitegen.render.urls import Addresses, Standpoint
from sitegen.text import Language


def make_redirects(plan: Plan, addresses: Addresses, problems: Problems) -> Iterator[tuple[str, bytes]]:
    """(file in output/, page) of every old address of `redirects.yaml` and every alias of a session."""
    taken = {page.file for page in plan.pages}
    for old, (key, language, place, fragment) in _wanted(plan, problems).items():
        file = file_at(old)
        if file in taken:
            problems.error("redirect-taken", place, path=old)
            continue
        standpoint = Standpoint(addresses, language, file.count("/"))
        folder = addresses.table[language.code][key]
        title = next(page.title for page in plan.pages if page.key == key and page.language is language)
        target = f"{standpoint.root}{folder}/{addresses.index}{fragment}"
        yield file, make_stub(language.tag, str(title), target, addresses.absolute(folder))


def file_at(old: str) -> str:
    """The file in output/ for an old address: itself, or the index of a folder."""
    path = old.strip("/")
    return path if re.search(r"\.html?$", path) else f"{path}/index.html"


def _wanted(plan: Plan, problems: Problems) -> Mapping[str, tuple[str, Language, Location, str]]:
    """Old address → key and language of the page, place in the sources, `#` and anchor where one is named."""
    project = plan.project
    found: dict[str, tuple[str, Language, Location, str]] = {}
    for old, whole in project.source.redirects.items():
        place = project.redirect_places.get(old, Location("content/redirects.yaml"))
        path = old.strip("/")
        new, sign, anchor = whole.partition("#")
        starts = [address.strip("/").partition("/")[0] for address in (new, path)]
        site = next((project.sites[code] for code in starts if code in project.sites), project.source)
        key = _key_in(plan.addresses[site.language.code], site.language, new)
        if key is None:  # it may have no page in that language
            others = (other for other in project.sites.values() if other is not site)
            keys = (
                (other, _key_in(plan.addresses[other.language.code], site.language, new)) for other in others
            )
            site, key = next((pair for pair in keys if pair[1]), (site, None))
        if ".." in path.split("/"):
            problems.error("path-outside", place, value=old)
        elif key is None:
            table = plan.addresses[site.language.code]
            name = new.strip("/").removeprefix(f"{site.language.code}/")
            near = suggest(name, [key.partition(":")[2] for key in table])
            problems.error("redirect-missing-page", place, path=new, suggestion=near)
        else:
            found[path] = (key, site.language, place, sign + anchor)
    for code, site in project.sites.items():
        for session in site.sessions.values():
            for alias in session.aliases:
                place = getattr(alias, "where", None) or Location("content/programme.yaml")
                found[f"{code}/programme/{alias}"] = (session.key, site.language, place, "")
    return found


def _key_in(table: Mapping[str, str], language: Language, new: str) -> str | None:
    """The key of a page that an address of `language` leads to, among the pages of another table."""
    name = new.strip("/").removeprefix(f"{language.code}/")
    keys = (f"page:{name}", f"prose:{name}", f"article:{name.removeprefix('news/')}", name)
    found = next((key for key in keys if key in table), None)
    return found or next((key for key, folder in table.items() if folder.partition("/")[2] == name), None)


def make_stub(tag: str, title: str, target: str, absolute: str | None) -> bytes:
    """A page in the language with this tag that leads to `target` at once, and says so to search engines."""
    canonical = f'<link rel="canonical" href="{escape(absolute)}">\n' if absolute else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(tag)}">\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n"
        '<meta name="robots" content="noindex">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="refresh" content="0; url={escape(target)}">\n{canonical}'
        f'<h1><a href="{escape(target)}">{escape(title)}</a></h1>\n</html>\n'
    ).encode()
