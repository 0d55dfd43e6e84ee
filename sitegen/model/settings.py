"""`site.yaml`: languages, the event, accreditation, notice, menu, footer and theme."""

from __future__ import annotations

import copy
import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, PlainValidator, ValidationInfo, WithJsonSchema

from sitegen.model.colours import HEX_PATTERN, read_hex
from sitegen.model.editions import Edition, Figure
from sitegen.model.fields import (
    Day,
    Decimal,
    Flag,
    Id,
    LocalText,
    Many,
    OneOf,
    OptionalText,
    OrganisationRef,
    Plain,
    Record,
    Target,
    Url,
    VenueRef,
    as_written,
    fault,
    not_before,
)
from sitegen.model.presets import PRESETS
from sitegen.model.prose import Untranslated
from sitegen.model.theme import Tokens, own_colour, resolve_theme

EventStatus = Annotated[str, OneOf("scheduled", "postponed", "cancelled", "online")]
CreditClass = Annotated[
    str, OneOf("I", "II", aliases={"Ⅰ": "I", "一类": "I", "1": "I", "Ⅱ": "II", "二类": "II", "2": "II"})
]


class LanguageEntry(Record):
    """One language: what it is called in markup and by its readers."""

    tag: Plain = Field(description="BCP 47 tag for lang and hreflang, e.g. zh-Hans")
    name: Plain = Field(description="its own name, for the switch")
    locale: Plain | None = Field(None, description="Unicode locale for months and plurals, e.g. zh_Hans_CN")


class Fee(Record):
    """What one category of participants pays."""

    category: LocalText = Field(description="who pays it")
    early: Plain | None = Field(None, description="until the early-bird date")
    regular: Plain | None = Field(None, description="after it")
    onsite: Plain | None = Field(None, description="at the desk")


class Registration(Record):
    """How to register, and what it costs."""

    url: Url | None = Field(None, description="registration form")
    qr: Target | None = Field(None, description="QR picture of the form")
    opens: Day | None = None
    closes: Annotated[Day | None, not_before("opens")] = None
    currency: Plain = Field("CNY", description="ISO 4217 code of the fees")
    fees: tuple[Fee, ...] = ()
    invoice: OptionalText = Field(None, description="how invoices (发票) are made out")
    refund: OptionalText = Field(None, description="what is paid back until when")
    hotels: Plain | None = Field(None, description="prose page about hotels")
    page: Plain | None = Field(None, description="prose page about registration")
    sample: Flag = False


class Abstracts(Record):
    """Submission of abstracts."""

    url: Url | None = Field(None, description="submission form")
    opens: Day | None = None
    closes: Annotated[Day | None, not_before("opens")] = None
    topics: tuple[LocalText, ...] = ()
    rules: Plain | None = Field(None, description="prose page with the rules")
    sample: Flag = False


class Event(Record):
    """The congress itself."""

    name: LocalText = Field(description="full name")
    short_name: LocalText | None = Field(None, description="short name, for the top bar and titles of pages")
    edition: OptionalText = Field(None, description="line above the name, e.g. what it is held together with")
    theme: OptionalText = Field(None, description="theme of the congress")
    summary: OptionalText = Field(
        None, description="one or two sentences, also the description for search engines"
    )
    start: Day = Field(description="first day")
    end: Day = Field(description="last day")
    timezone: Plain = Field(description="IANA time zone, e.g. Asia/Shanghai")
    city: OptionalText = None
    venue: VenueRef | None = Field(None, description="main venue")
    hosts: Many[OrganisationRef] = ()
    figures: tuple[Figure, ...] = ()
    registration: Registration | None = None
    abstracts: Abstracts | None = None
    status: EventStatus = "scheduled"
    report: Plain | None = Field(None, description="slug of the article that reports on the congress")
    previous: tuple[Edition, ...] = Field((), description="past editions; also in editions.yaml")

    @property
    def zone(self) -> ZoneInfo:
        """The congress zone; `timezone` has been checked by the loader."""
        return ZoneInfo(self.timezone)

    @property
    def days(self) -> tuple[datetime.date, ...]:
        """Every day from start to end."""
        return tuple(self.start + datetime.timedelta(n) for n in range((self.end - self.start).days + 1))


class Project(Record):
    """One filed project of continuing education: what was approved."""

    id: Id
    name: LocalText
    project_no: Plain | None = Field(None, description="number of the filing")
    credit_class: CreditClass | None = Field(None, alias="class", description="I or II")
    points: Decimal | None = None
    hours: Decimal | None = None
    organiser: OptionalText = None
    start: Day | None = None
    end: Annotated[Day | None, not_before("start")] = None
    sample: Flag = False


class Notice(Record):
    """A banner on every page."""

    text: LocalText
    level: Annotated[str, OneOf("info", "warning", "urgent")] = "info"
    starts: Day | None = Field(None, alias="from", description="first day shown")
    until: Annotated[Day | None, not_before("starts", "from")] = Field(None, description="last day shown")
    link: Plain | None = Field(None, description="page or address")


class MenuItem(Record):
    """An entry of the menu: a page, an address, or a heading over further entries."""

    page: Plain | None = None
    url: Url | None = None
    label: OptionalText = None
    menu: tuple[MenuItem, ...] = ()


class Badge(Record):
    """A picture in the footer."""

    image: Target
    url: Url | None = None
    alt: OptionalText = None


class Credit(Record):
    """Who made the site; written `{zh: …, en: …, url: …}`."""

    text: LocalText
    url: Url | None = None


def _credit(value: Any) -> Any:
    """The languages of a credit stand beside its address."""
    if not isinstance(value, dict) or "text" in value:
        return value
    text = copy.copy(value)
    url = text.pop("url", None)
    return {"text": text, "url": url}


class Footer(Record):
    """What stands at the foot of every page."""

    hotline: Plain | None = Field(None, description="telephone for faults of the site")
    icp: Plain | None = Field(None, description="ICP number (非经营性互联网信息服务备案管理办法 §13)")
    police: Plain | None = Field(None, description="公安 number")
    badge: Badge | None = None
    credit: Annotated[Credit | None, BeforeValidator(_credit)] = Field(
        None, description="credit for the design"
    )
    sample: Flag = False


def _colour(value: Any, info: ValidationInfo) -> str | None:
    """A colour that text can have on the light grounds of the preset; its dark variant is derived."""
    if value is None:
        return None
    colour = read_hex(str(value))
    if colour is None:
        raise fault("bad-colour", value=str(value))
    ratio, nearest = own_colour(info.field_name or "", colour, info.data.get("preset", "cortex"))
    if nearest != colour:
        # Cut, not rounded: 4.49 must not be told as 4.5.
        raise fault(
            "faint-colour", value=str(value), ratio=f"{int(ratio * 100) / 100:.2f}", suggestion=nearest
        )
    return str(value)


Colour = Annotated[
    str | None, PlainValidator(_colour), WithJsonSchema({"type": "string", "pattern": HEX_PATTERN})
]


class Theme(Record):
    """Looks: tokens only, never markup."""

    preset: Annotated[str, OneOf(*PRESETS)] = Field("cortex", description="the looks to begin with")
    brand: Colour = Field(None, description='colour of buttons, bars and marks, "#0B5568"')
    accent: Colour = Field(None, description="colour of deadlines and of what is on now")
    logo: Target | None = None
    dark: Annotated[
        str,
        OneOf("auto", "never", "always", aliases={"false": "never", "true": "auto"}),
    ] = Field("auto", description="auto: as the reader's device is set | never | always")
    density: Annotated[str, OneOf("comfortable", "compact", aliases={"normal": "comfortable"})] = Field(
        "comfortable", description="comfortable | compact (more rows on a screen)"
    )

    @property
    def tokens(self) -> Tokens:
        """All colours and shapes as plain values, for every output that draws."""
        return resolve_theme(self.preset, self.brand, self.accent, self.logo, self.dark, self.density)


class Stale(Record):
    """What readers are told of a translation whose source has been changed since."""

    notice: Annotated[str, OneOf("always", "facts", "never")] = Field(
        "always",
        description="a note on the page: always | facts (only where numbers differ: dates, fees) | never",
    )


class UntranslatedPages(Record):
    """What readers of a language get of pages that are not written in it."""

    pages: Untranslated = Field(
        "fallback", description="pages of text; those in the menu are fallback unless they say otherwise"
    )
    news: Untranslated = Field("link", description="articles")


class Cards(Record):
    """Share cards: what a link to a page looks like in chats; written `all`, or with its parts."""

    pages: Annotated[
        str, OneOf("auto", "all", "pages", "home", "none", aliases={"false": "none", "true": "all"})
    ] = Field(
        "auto",
        description="auto: all on sites of up to 100 pages, home on larger ones | all"
        " | pages (not of sessions and people) | home | none",
    )
    qr: Flag = Field(False, description="with a QR code of the page")


def _cards(value: Any) -> Any:
    return value if value is None or isinstance(value, dict) else {"pages": value}


class Settings(Record):
    """Everything of `site.yaml`."""

    languages: dict[str, LanguageEntry]
    source_language: Plain
    base_url: Url | None = Field(
        None, description="address of the published site; absolute addresses need it"
    )
    clock: Annotated[str, OneOf("24", "12")] = Field("24", description="hours by which times are told")
    date_patterns: Annotated[Any, PlainValidator(as_written)] = Field(
        None, description="patterns of dates and times by language, over those of words.yaml"
    )
    links: Annotated[str, OneOf("files", "clean")] = "files"
    offline: Flag = Field(False, description="browsers keep the programme for when there is no network")
    names: Annotated[str, OneOf("as-given", "WANG Wei", "Wei WANG", "Wei Wang")] = Field(
        "as-given",
        description="how names in Latin letters are shown; as-given: as they are written",
    )
    untranslated: UntranslatedPages = Field(
        UntranslatedPages.model_construct(pages="fallback", news="link"),
        description="what readers get of pages that are not in their language: fallback, link or omit",
    )
    event: Event
    accreditation: tuple[Project, ...] = ()
    notice: Notice | None = None
    menu: tuple[MenuItem, ...] = ()
    footer: Footer = Footer.model_construct(
        hotline=None, icp=None, police=None, badge=None, credit=None, sample=False
    )
    stale: Stale = Stale.model_construct(notice="always")
    print: Many[Annotated[str, OneOf("booklet")]] = Field(
        (), description="documents for print that are published with the site; needs the extra pdf"
    )
    cards: Annotated[Cards, BeforeValidator(_cards)] = Field(
        Cards.model_construct(pages="auto", qr=False), description="share cards of pages"
    )
    theme: Theme = Theme.model_construct(
        preset="cortex", brand=None, accent=None, logo=None, dark="auto", density="comfortable"
    )
