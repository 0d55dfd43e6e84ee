"""The congress, its places, tracks, series and every item of its programme, for the interface."""

from __future__ import annotations

import datetime

from sitegen import __version__
from sitegen.model.programme import Series, Session, Slot, instant
from sitegen.outputs.api.rows import Row, Rows, row
from sitegen.render.exchange import guid_of


def index(rows: Rows) -> Row:
    """The congress, its languages and days, and the files there are."""
    exchange, site = rows.exchange, rows.site
    events = [other.event for other in exchange.sites]
    days = zip(*(other.days for other in exchange.sites), strict=True)
    return {
        "generator": {"name": "sitegen", "version": __version__},
        "languages": [
            {"code": language.code, "tag": language.tag, "name": language.name} for language in site.languages
        ],
        "source_language": site.language.code,
        "event": row(
            name=rows.text(events, "name"),
            short_name=rows.text(events, "short_name"),
            theme=rows.text(events, "theme"),
            summary=rows.text(events, "summary"),
            start=site.event.start.isoformat(),
            end=site.event.end.isoformat(),
            timezone=site.event.timezone,
            city=rows.text(events, "city"),
            venue=site.event.venue,
            status=site.event.status,
            url=exchange.pages("page:home"),
        ),
        "days": [row(date=day[0].date.isoformat(), name=rows.text(day, "name")) for day in days],
        "files": {name: f"{name}.json" for name in ("people", "rooms", "sessions", "tracks")},
    }


def rooms(rows: Rows) -> Row:
    """Venues, and their rooms."""
    return {"venues": _venues(rows), "rooms": _rooms(rows)}


def tracks(rows: Rows) -> Row:
    """Subjects."""
    return {"tracks": _tracks(rows)}


def sessions(rows: Rows) -> Row:
    """Every item of the programme and of the series, at any depth, each once; and the series."""
    items = [_session(rows, twins) for twins in rows.twins(lambda site: site.sessions)]
    return {"series": _series(rows), "sessions": items}


def _venues(rows: Rows) -> list[Row]:
    return [
        row(
            id=venue[0].id,
            name=rows.text(venue, "name"),
            address=rows.text(venue, "address"),
            city=rows.text(venue, "city"),
            country=venue[0].country,
            url=venue[0].url,
        )
        for venue in rows.twins(lambda site: site.venues)
    ]


def _rooms(rows: Rows) -> list[Row]:
    host = rows.exchange.host
    return [
        row(
            id=room[0].id,
            guid=guid_of(f"room:{room[0].id}@{host}"),
            name=rows.text(room, "name"),
            venue=room[0].venue,
            floor=room[0].floor,
            capacity=room[0].capacity,
            url=rows.exchange.pages(room[0]),
        )
        for room in rows.twins(lambda site: site.rooms)
    ]


def _tracks(rows: Rows) -> list[Row]:
    return [
        row(
            id=track[0].id,
            name=rows.text(track, "name"),
            code=track[0].code,
            color=track[0].color,
            description=rows.markdown(track, "description"),
            url=rows.exchange.pages(track[0]),
        )
        for track in rows.twins(lambda site: site.tracks)
    ]


def _series(rows: Rows) -> list[Row]:
    """Recurring lectures and trainings, with every date."""
    return [
        row(
            id=twins[0].id,
            title=rows.text(twins, "title"),
            subtitle=rows.text(twins, "subtitle"),
            description=rows.markdown(twins, "description"),
            organisers=rows.text(twins, "organisers"),
            room=twins[0].room,
            venue=twins[0].venue,
            language=list(twins[0].language),
            dates=_dates(rows, twins),
            url=rows.exchange.pages(twins[0]),
        )
        for twins in rows.twins(lambda site: site.series)
    ]


def _dates(rows: Rows, twins: tuple[Series, ...]) -> list[Row]:
    zone, sites = rows.exchange.zone, rows.exchange.sites
    by_language = (site.dates_of(series) for site, series in zip(sites, twins, strict=True))
    return [
        row(
            date=dates[0].date.isoformat(),
            start=_iso(instant(dates[0].date, dates[0].start, zone)),
            end=_iso(instant(dates[0].date, dates[0].end, zone)),
            session=dates[0].session.id if dates[0].session else None,
            instead_of=extra.instead_of.isoformat() if extra and extra.instead_of else None,
            note=rows.text([date.extra for date in dates], "note") if extra else None,
        )
        for dates in zip(*by_language, strict=True)
        for extra in (dates[0].extra,)
    ]


def _session(rows: Rows, twins: tuple[Session, ...]) -> Row:
    exchange, item = rows.exchange, twins[rows.main]
    return row(
        id=item.id,
        guid=guid_of(rows.site.stamp_of(item.id).uid),
        kind=item.kind,
        title=rows.text(twins, "title"),
        subtitle=rows.text(twins, "subtitle"),
        abstract=rows.markdown(twins, "abstract"),
        parent=item.parent,
        series=item.series,
        talks=[talk.id for talk in item.talks],
        date=item.date.isoformat() if item.date else None,
        start=exchange.start_of(item),
        end=exchange.end_of(item),
        rooms=list(item.rooms),
        venue=item.venue,
        city=rows.text(twins, "city"),
        place=rows.text(twins, "place"),
        track=item.track,
        people=rows.contributions([twin.contributions for twin in twins]),
        hosts=rows.text(twins, "hosts"),
        language=list(item.language),
        interpretation=list(item.interpretation),
        credits=_credits(item),
        status=item.status,
        status_note=rows.text(twins, "status_note"),
        moved_from=_slot(rows, item, item.moved_from),
        replaced_by=item.replaced_by,
        tba=item.tba or None,
        number=item.number,
        tags=[exchange.texts(tags) for tags in zip(*(twin.tags for twin in twins), strict=True)],
        level=rows.text(twins, "level"),
        capacity=item.capacity,
        registration=exchange.file(item.registration, item.id),
        slides=exchange.file(item.slides, item.id),
        recording=exchange.file(item.recording, item.id),
        live=exchange.file(item.live, item.id),
        questions=exchange.file(item.questions, item.id),
        links=rows.links([twin.links for twin in twins], item.id),
        sample=item.sample or None,
        url=exchange.pages(item),
    )


def _credits(item: Session) -> Row | None:
    if item.credits is None:
        return None
    return row(project=item.credits.project, hours=item.credits.hours, points=item.credits.points)


def _slot(rows: Rows, item: Session, slot: Slot | None) -> Row | None:
    """Where and when it was; a time without a date was on the same day."""
    if slot is None:
        return None
    date = slot.date or item.date
    return row(
        date=date.isoformat() if date else None,
        start=_iso(instant(date, slot.start, rows.exchange.zone)),
        room=slot.room,
    )


def _iso(moment: datetime.datetime | None) -> str | None:
    return moment.isoformat() if moment else None
