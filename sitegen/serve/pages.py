"""Pages of the preview itself, and what it adds to the site's pages on their way to the browser.

Nothing here ever stands in a published file. Like the site's own pages these hold no inline script or
style, so that the same Content-Security-Policy is enough for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import resources
from urllib.parse import urljoin

from markupsafe import Markup, escape

from sitegen.problems import Problem, sentence
from sitegen.serve.state import State

PROBLEMS = "/__sitegen__/problems"
STATUS = "/__sitegen__/status"
STYLE = "/__sitegen__/preview.css"
GUIDE = "/styleguide/"
"""The components of the theme, on pages of their own."""
SCRIPT = "/livereload.js"
"""At the root and of this name: the script looks for its own element by it."""
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:"
SHOWN = 3
"""Mistakes named in the bar; the page of problems has all."""

_LINK = re.compile(r' (href|src|srcset)="(?!#)([^"]+)"')
_PAGE = Markup("""<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{style}">
</head>
<body>
<main id="sitegen-preview">
<h1>{title}</h1>
{body}
</main>
</body>
</html>
""")
_BAR = Markup("""<link rel="stylesheet" href="{style}">
<aside id="sitegen-bar" lang="{lang}" role="alert">
<p><strong>{title}</strong> <a href="{page}">{more}</a> <a href="{status}">{translation}</a></p>
{body}
</aside>
""")
_PLACE = Markup("<code>{place}</code> {severity}: <span>{text}</span> <small>[{code}]</small>")


def style_sheet() -> bytes:
    """The style of all this."""
    return resources.files("sitegen.serve").joinpath("preview.css").read_bytes()


def problems_page(state: State, language: str) -> bytes:
    """A page of all problems, or why there is nothing to show yet."""
    parts = [Markup("<p>{}</p>").format(_intro(state, language))]
    if state.fault:
        parts.append(Markup("<pre>{}</pre>").format(_last_line(state.fault)))
    for heading, problems in (("serve-errors", state.errors), ("serve-warnings", state.warnings)):
        if problems:
            title = sentence(heading, language, n=len(problems))
            parts.append(Markup("<h2>{}</h2>\n{}").format(title, _list(problems, language)))
    if state.files is not None:
        parts.append(
            links_to(language, (STATUS, "status-title"), (GUIDE, "serve-styleguide"), ("/", "serve-to-site"))
        )
    return own_page(sentence("serve-problems-title", language), parts, language)


def own_page(title: str, parts: Iterable[Markup], language: str) -> bytes:
    """A page of the preview itself."""
    body = Markup("\n").join(parts)
    return str(_PAGE.format(lang=_tag(language), title=title, style=STYLE, body=body)).encode()


def links_to(language: str, *targets: tuple[str, str]) -> Markup:
    """A line of links: address, code of the words."""
    link = Markup('<a href="{}">{}</a>')
    found = [link.format(address, sentence(code, language)) for address, code in targets]
    return Markup("<p>{}</p>").format(Markup(" · ").join(found))


def with_additions(html: bytes, state: State, language: str, script: str) -> bytes:
    """A page as the browser gets it: with the script that reloads, and a bar while something is broken."""
    tail = Markup('<script src="{}" defer></script>\n').format(script)
    if state.number and not state.is_good:
        tail = _bar(state, language) + tail
    head, end, rest = html.rpartition(b"</body>")
    if not end:
        head, end, rest = html.rpartition(b"</html>")
    return head + str(tail).encode() + end + rest if end else html + str(tail).encode()


def at_any_depth(html: bytes, place: str) -> bytes:
    """A page that lies at `place` (`/zh/404.html`) with links that lead there from any address."""

    def absolute(match: re.Match[str]) -> str:
        links = match[2].split(", ") if match[1] == "srcset" else [match[2]]
        return f' {match[1]}="{", ".join(urljoin(place, link) for link in links)}"'

    return _LINK.sub(absolute, html.decode()).encode()


def _bar(state: State, language: str) -> Markup:
    if state.fault:
        body = Markup("<pre>{}</pre>").format(_last_line(state.fault))
    else:
        body = _list(state.errors[:SHOWN], language)
    return _BAR.format(
        style=STYLE,
        lang=_tag(language),
        title=_intro(state, language),
        page=PROBLEMS,
        status=STATUS,
        translation=sentence("status-title", language),
        more=sentence("serve-all-problems", language, n=len(state.problems)),
        body=body,
    )


def _intro(state: State, language: str) -> str:
    if not state.number:
        return sentence("serve-first-build", language)
    if state.fault:
        return sentence("serve-our-fault", language)
    if state.errors:
        code = "serve-nothing-yet" if state.files is None else "serve-last-good"
        return sentence(code, language, n=len(state.errors))
    return sentence("serve-no-errors", language)


def _list(problems: Iterable[Problem], language: str) -> Markup:
    items = []
    for problem in problems:
        text, hint = problem.wording(language)
        item = _PLACE.format(
            place=problem.location,
            severity=sentence(f"serve-{problem.severity.name}", language),
            text=text,
            code=problem.code,
        )
        if hint:
            item += Markup("<br>{}").format(sentence("serve-hint", language, hint=hint))
        items.append(Markup("<li>{}</li>").format(item))
    return Markup("<ul>\n{}\n</ul>").format(Markup("\n").join(items))


def _last_line(trace: str) -> str:
    return trace.strip().rpartition("\n")[2]


def _tag(language: str) -> str:
    return str(escape({"zh": "zh-CN", "en": "en-GB"}.get(language, language)))
