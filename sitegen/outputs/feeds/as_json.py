"""A feed as JSON (jsonfeed.org/version/1.1)."""

from __future__ import annotations

from typing import Any

from sitegen.outputs.feeds.news import File, Item, News
from sitegen.render.exchange import as_json


def write_json(news: News) -> bytes:
    """The feed, without what is absent."""
    return as_json(
        _present(
            version="https://jsonfeed.org/version/1.1",
            title=news.feeds[0].title,
            home_page_url=news.page,
            feed_url=news.base + news.feeds[0].files[1][1],
            description=news.subtitle,
            authors=[{"name": news.site.event.name.plain}],
            language=news.site.language.tag,
            items=[_item(item) for item in news.items],
        )
    )


def _item(item: Item) -> dict[str, Any]:
    return _present(
        id=item.id,
        url=item.url,
        title=item.title.plain,
        content_html=item.html,
        # one of the two must be there
        content_text=None if item.html else item.summary or item.title.plain,
        summary=item.summary,
        image=item.picture.url if item.picture else None,
        date_published=item.published,
        date_modified=item.updated,
        authors=[{"name": item.author.plain}] if item.author else None,
        tags=[tag.plain for tag in item.tags],
        attachments=[_attachment(file) for file in item.files],
    )


def _attachment(file: File) -> dict[str, Any]:
    title = file.title.plain if file.title else None
    return _present(url=file.url, mime_type=file.type, title=title, size_in_bytes=file.size)


def _present(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
