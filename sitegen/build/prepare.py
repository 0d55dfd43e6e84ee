"""What a build starts with: the project, its plan, and a renderer that knows every address."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from sitegen.build.offline import settle_offline
from sitegen.build.options import Options, Report
from sitegen.load.project import Project, load_project
from sitegen.memo import Memo
from sitegen.outputs.pages import plan_pages
from sitegen.outputs.pages.styleguide import with_styleguide
from sitegen.plan import Plan, make_plan
from sitegen.problems import Location, Problems, Stopped
from sitegen.render.assets import Assets, UnknownAsset, load_assets
from sitegen.render.content import Content
from sitegen.render.pictures import Pictures
from sitegen.render.templates import Renderer
from sitegen.render.theming import theme_sheets
from sitegen.render.urls import Addresses
from sitegen.render.words import Words, load_words

RENDER_VERSION = "2"
"""To be raised when the Markdown door gives other HTML for the same text."""


@dataclass(frozen=True)
class Prepared:
    """All that is known before anything is rendered."""

    project: Project
    plan: Plan
    renderer: Renderer


def prepare(options: Options, report: Report) -> Prepared:
    """Load a project and plan its site; raises `Stopped` where authors' mistakes forbid it."""
    problems = report.problems
    memo = report.memo = report.memo or Memo(options.cache)
    with report.stage("load"):
        project = load_project(options.content, problems, options.today)
        for site in project.sites.values():
            site.frozen = options.frozen
        report.lacks = _settle_print(project, problems)
        settle_offline(project, options)
        report.coverage = {site.language.name: site.coverage for site in project.sites.values()}
    with report.stage("plan"):
        folders = [default_templates(), *options.templates]
        assets = _assets(folders, project, report)
        words = words_of(folders, project, memo, problems)
        problems.stop_on_errors()
        pages = plan_pages(project, words)
        if options.guide:
            pages = with_styleguide(pages, options.guide, words)
        plan = make_plan(project, pages, problems)
        addresses = _addresses(plan, report, is_offline=options.bundle is not None)
        renderer = _renderer(options, project, folders, addresses, assets, words, memo, report)
    report.ready = Prepared(project, plan, renderer)
    return report.ready


def _settle_print(project: Project, problems: Problems) -> tuple[str, ...]:
    """The extras that are lacking; without the one for PDF the sites ask for no print, which is told."""
    if not project.source.settings.print or importlib.util.find_spec("typst") is not None:
        return ()
    problems.warning("booklet-no-typst", Location(f"{project.shown_root}site.yaml"))
    for site in project.sites.values():
        site.settings = site.settings.model_copy(update={"print": ()})
    return ("pdf",)


def default_templates() -> Path:
    """The templates that come with sitegen: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def words_of(folders: Sequence[Path], project: Project, memo: Memo, problems: Problems) -> dict[str, Words]:
    """The words of each language, from template folders, the last one winning."""
    event = project.source.event
    files = [file for folder in folders if (file := folder / "words.yaml").is_file()]
    names = memo.blobs("names", f"{RENDER_VERSION} {state_of('babel')}")
    languages = list(project.source.languages)
    settings = project.source.settings
    return load_words(
        files,
        languages,
        problems,
        event.zone,
        event.start,
        names.remember,
        patterns=settings.date_patterns,
        hours=int(settings.clock),
    )


def state_of(library: str) -> str:
    """Changes when a library is installed anew; found out without importing it."""
    spec = importlib.util.find_spec(library)
    origin = spec.origin if spec else None
    return f"{origin} {Path(origin).stat().st_mtime_ns}" if origin else ""


def _assets(folders: Sequence[Path], project: Project, report: Report) -> Assets:
    try:
        tokens = project.source.settings.theme.tokens
        own = (track.color for track in project.source.tracks.values())
        return load_assets(folders, theme_sheets(tokens.with_tracks(own)))
    except UnknownAsset as error:
        report.problems.error(
            "template-no-asset", Location("templates/assets/css"), name=str(error), page="site.css"
        )
        raise Stopped from error


def _addresses(plan: Plan, report: Report, is_offline: bool) -> Addresses:
    settings = plan.project.source.settings
    base = plan.project.source.base_url
    if base is None:
        report.problems.warning("no-base-url", Location(f"{plan.project.shown_root}site.yaml"))
    absolute = None if base is None else (base if base.endswith("/") else f"{base}/")
    return Addresses(
        plan.addresses, plan.languages_of, absolute, settings.links, is_offline, titles=plan.titles
    )


def _renderer(
    options: Options,
    project: Project,
    folders: Sequence[Path],
    addresses: Addresses,
    assets: Assets,
    words: Mapping[str, Words],
    memo: Memo,
    report: Report,
) -> Renderer:
    pictures = Pictures(report.problems, memo.blobs("pictures", RENDER_VERSION))
    content = Content(
        project.media, project.shown_root, pictures, memo.blobs("markdown", RENDER_VERSION), report.problems
    )
    base = options.base if options.base is not None else urlsplit(addresses.base_url or "/").path
    cache = _code_folder(options)
    root_absolute = f"/{base.strip('/')}/".replace("//", "/")
    return Renderer(folders, addresses, assets, words, content, report.problems, cache, root_absolute)


def _code_folder(options: Options) -> Path | None:
    """Where compiled templates are kept: the shipped ones beside themselves, as Python keeps its own code."""
    shipped = default_templates()
    if not options.templates and not sys.dont_write_bytecode and os.access(shipped, os.W_OK):
        return shipped / "__pycache__"
    return options.cache / "templates" if options.cache else None
