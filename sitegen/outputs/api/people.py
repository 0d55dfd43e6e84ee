"""People of the interface. E-mail and telephone only where the author has said `public`."""

from __future__ import annotations

from sitegen.model.people import Person
from sitegen.outputs.api.rows import Row, Rows, row
from sitegen.render.exchange import guid_of


def people(rows: Rows) -> Row:
    """Everybody named on the site."""
    return {"people": [_person(rows, twins) for twins in rows.twins(lambda site: site.people)]}


def _person(rows: Rows, twins: tuple[Person, ...]) -> Row:
    person = twins[0]
    exchange = rows.exchange
    return row(
        id=person.id,
        guid=guid_of(f"person:{person.id}@{exchange.host}"),
        name=rows.text(twins, "name"),
        sort_key=person.sort_key,
        honorific=rows.text(twins, "honorific"),
        rank=rows.text(twins, "rank"),
        positions=_positions(rows, twins),
        affiliation=rows.organisation([twin.affiliation for twin in twins]),
        country=person.country,
        bio=rows.markdown(twins, "bio"),
        photo=exchange.portrait(person),
        links=rows.links([twin.links for twin in twins], person.id),
        email=person.email if "email" in person.public else None,
        phone=person.phone if "phone" in person.public else None,
        committees=_offices(rows, twins),
        url=exchange.pages(person),
    )


def _positions(rows: Rows, twins: tuple[Person, ...]) -> list[Row]:
    return [
        row(
            post=rows.text(positions, "post"),
            organisation=rows.organisation([position.organisation for position in positions]),
        )
        for positions in zip(*(twin.positions for twin in twins), strict=True)
    ]


def _offices(rows: Rows, twins: tuple[Person, ...]) -> list[Row]:
    sites = rows.exchange.sites
    offices = (site.offices_of(twin) for site, twin in zip(sites, twins, strict=True))
    return [
        row(
            id=seats[0].committee.id,
            title=rows.text([seat.committee for seat in seats], "title"),
            role=rows.text([seat.member for seat in seats], "role"),
        )
        for seats in zip(*offices, strict=True)
    ]
