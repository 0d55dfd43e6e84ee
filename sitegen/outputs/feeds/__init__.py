"""`LANG/news/feed.xml` (Atom, RFC 4287) and `feed.json` (JSON Feed 1.1): the news of one language.

Only articles truly written in the language are in its feed. What an article says of itself is worked out
once, for both formats.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from sitegen.load.project import Project
from sitegen.outputs.feeds.as_atom import write_atom
from sitegen.outputs.feeds.as_json import write_json
from sitegen.outputs.feeds.news import News
from sitegen.plan import Export
from sitegen.render.content import Content
from sitegen.render.feeds import feeds_seen_from
from sitegen.render.urls import Addresses
from sitegen.render.words import Words


def make_feeds(
    project: Project, addresses: Addresses, words: Mapping[str, Words], content: Content
) -> Iterator[Export]:
    """Both files of each language that has own articles; none without `base_url`."""
    for code, site in project.sites.items():
        feeds = feeds_seen_from(site, addresses, words)
        if feeds and feeds[0].language is site.language:
            news = News(project.source, site, addresses, words[code], content, feeds)
            (_, atom), (_, json) = feeds[0].files
            yield Export(atom, partial(write_atom, news), news.reads)
            yield Export(json, partial(write_json, news), news.reads)
