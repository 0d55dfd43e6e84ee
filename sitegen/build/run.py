"""The build as one readable list of steps."""

from __future__ import annotations

import gc
import importlib.util
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from sitegen import fresh
from sitegen.build.exports import Kept, make_exports
from sitegen.build.languages import render_all
from sitegen.build.options import Options, Report
from sitegen.build.remembered import Finished, Shelf
from sitegen.checks import accreditation, blocks, clashes, links, samples
from sitegen.load.project import Project, load_project
from sitegen.memo import Memo
from sitegen.outputs import attachments, icons, images, redirects, sitemap
from sitegen.outputs.pages import plan_pages
from sitegen.plan import Plan, make_plan
from sitegen.problems import Location, Problem, Problems, Stopped
from sitegen.publish import File, publish, standing
from sitegen.render.assets import Assets, UnknownAsset, load_assets
from sitegen.render.content import Content
from sitegen.render.pictures import Pictures
from sitegen.render.templates import Renderer, TemplateFault
from sitegen.render.urls import Addresses
from sitegen.render.words import Words, load_words

RENDER_VERSION = "1"
"""To be raised when the Markdown door gives other HTML for the same text."""


def default_templates() -> Path:
    """The templates that come with sitegen: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def build(
    options: Options,
    *,
    dry: bool = False,
    tell: Callable[[Problem], None] = lambda problem: None,
    progress: Callable[[int, int], None] | None = None,
    by_file: bool = False,
) -> Report:
    """Make and check the whole site, then publish it; with `dry` all but that.

    Authors' mistakes are in the report, which then says `is_published` False; nothing else is raised but
    our own faults.
    """
    report = Report()
    was_on = gc.isenabled()
    gc.disable()  # a build makes objects that live to its end; collecting them costs a tenth of it
    try:
        stands = standing(options.output)
        files = make_site(options, report, progress, stands.digests)
        _refuse_warnings(options, report)
        if not dry:
            with report.stage("publish"):
                done = publish(
                    files,
                    options.output,
                    project=options.project,
                    problems=report.problems,
                    tell=tell,
                    by_file=by_file or is_one_file(files, stands.digests),
                    before=stands,
                )
            report.written, report.removed, report.kept = done.written, done.removed, done.kept_foreign
            report.is_published = True
    except Stopped:
        pass
    finally:
        if was_on:
            gc.enable()
    return report


def is_one_file(files: Sequence[File], stands: Mapping[str, str]) -> bool:
    """Whether one file at most differs from what stands: replacing that is one step by itself."""
    if stands.keys() != {file.path for file in files}:
        return False
    changed = 0
    for file in files:
        if file.data is not None:
            changed += blake2b(file.data, digest_size=16).hexdigest() != stands[file.path]
            if changed > 1:
                return False
    return True


def make_site(
    options: Options,
    report: Report,
    progress: Callable[[int, int], None] | None = None,
    stands: Mapping[str, str] = MappingProxyType({}),
) -> list[File]:
    """Every file of the finished and checked site; raises `Stopped` where authors' mistakes forbid it.

    `stands` are the files of the output that need not be made again (`publish.standing`).
    """
    problems = report.problems
    memo = report.memo = report.memo or Memo(options.cache)
    with report.stage("load"):
        project = load_project(options.content, problems, options.today)
    with report.stage("plan"):
        folders = [default_templates(), *options.templates]
        assets = _assets(folders, report)
        words = words_of(folders, project, memo, problems)
        problems.stop_on_errors()
        plan = make_plan(project, plan_pages(project, words), problems)
        addresses = _addresses(plan, report)
    renderer = _renderer(options, project, folders, addresses, assets, words, memo, report)
    with report.stage("render"):
        stamp = _stamp(options, project, folders)
        shelf = _shelf(options, stamp, memo, renderer, stands)
        made = render_all(renderer, plan.pages, shelf, options.processes)
        plain = _plain_pages(renderer, project, options, addresses)
        stubs = dict(redirects.make_redirects(plan, addresses, problems))
    with report.stage("pictures"):
        pictures = list(
            images.make_images(renderer.content.pictures.wanted.values(), memo, problems, progress)
        )
        copies = list(attachments.make_attachments(renderer.content.files, memo, problems))
    kept = Kept(memo.blobs("exports", stamp), stands, str(options.output))
    known = replace(addresses, published=renderer.content.find_published())
    exports = make_exports(project, known, words, report, kept)
    rest = {**assets.data, **plain, **stubs, **_machine_files(plan, addresses, renderer)}
    with report.stage("check"):
        _check(plan, made, rest, exports, renderer, report)
    problems.stop_on_errors()
    with report.stage("remember"):
        memo.save()
    report.pages, report.languages = len(plan.pages), tuple(project.sites)
    files = [*_files(options, made, rest, [*pictures, *copies]), *exports.values()]
    report.files = len(files)
    return files


def _files(
    options: Options,
    made: Mapping[str, Finished],
    rest: Mapping[str, bytes],
    copies: Iterable[tuple[str, Path]],
) -> Iterator[File]:
    output = str(options.output)
    for path, page in made.items():
        if page.html is None:
            yield File(path, source=f"{output}/{path}", digest=page.digest)
        else:
            yield File(path, data=page.html)
    for path, data in rest.items():
        yield File(path, data=data)
    for path, source in copies:
        yield File(path, source=source)


def _stamp(options: Options, project: Project, folders: Sequence[Path]) -> str:
    """All that pages and exports are made of but the texts of Markdown files."""
    day = project.source.today.isoformat()
    extra = "\0".join((project.outline, day, options.base or "", RENDER_VERSION))
    return fresh.stamp([*folders, Path(__file__).parent.parent], extra)


def _shelf(options: Options, stamp: str, memo: Memo, renderer: Renderer, stands: Mapping[str, str]) -> Shelf:
    """Finished pages of the last builds; own templates may show any text anywhere, so they keep none."""
    own = any(
        (folder / part).is_dir()
        for folder in options.templates
        for part in ("pages", "parts", "macros", "layouts")
    )
    return Shelf((Memo(None) if own else memo).blobs("pages", stamp), renderer.content, stands)


def words_of(folders: Sequence[Path], project: Project, memo: Memo, problems: Problems) -> dict[str, Words]:
    """The words of each language, from template folders, the last one winning."""
    event = project.source.event
    files = [file for folder in folders if (file := folder / "words.yaml").is_file()]
    names = memo.blobs("names", f"{RENDER_VERSION} {_state_of('babel')}")
    languages = list(project.source.languages)
    return load_words(files, languages, problems, event.zone, event.start, names.remember)


def _state_of(library: str) -> str:
    """Changes when a library is installed anew; found out without importing it."""
    spec = importlib.util.find_spec(library)
    origin = spec.origin if spec else None
    return f"{origin} {Path(origin).stat().st_mtime_ns}" if origin else ""


def _assets(folders: Sequence[Path], report: Report) -> Assets:
    try:
        return load_assets(folders)
    except UnknownAsset as error:
        report.problems.error(
            "template-no-asset", Location("templates/assets/css"), name=str(error), page="site.css"
        )
        raise Stopped from error


def _addresses(plan: Plan, report: Report) -> Addresses:
    settings = plan.project.source.settings
    base = settings.base_url
    if base is None:
        report.problems.warning("no-base-url", Location(f"{plan.project.shown_root}site.yaml"))
    absolute = None if base is None else (base if base.endswith("/") else f"{base}/")
    return Addresses(plan.addresses, plan.languages_of, absolute, settings.links)


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


def _plain_pages(
    renderer: Renderer, project: Project, options: Options, addresses: Addresses
) -> dict[str, bytes]:
    """The two pages without a language of their own."""
    sites = tuple(project.sites.values())
    wanted = (("index.html", "pages/root.html", False), ("404.html", "pages/not-found-root.html", True))
    found = {}
    for path, template, at_any_depth in wanted:
        try:
            html = renderer.render_plain(template, project.source, sites, path, at_any_depth=at_any_depth)
        except TemplateFault as fault:
            renderer.problems.error(fault.code, fault.location, **fault.values)
        else:
            found[path] = html.encode()
    return found


def _machine_files(plan: Plan, addresses: Addresses, renderer: Renderer) -> dict[str, bytes]:
    found = {"robots.txt": sitemap.make_robots(addresses)}
    xml = sitemap.make_sitemap(plan, addresses)
    if xml is not None:
        found["sitemap.xml"] = xml
    found.update(icons.make_icons(plan.project, renderer.assets))
    return found


def _check(
    plan: Plan,
    made: Mapping[str, Finished],
    rest: Mapping[str, bytes],
    exports: Mapping[str, File],
    renderer: Renderer,
    report: Report,
) -> None:
    check_programme(plan.project, report.problems)
    if report.problems.errors:
        return  # a page that could not be made would be missed by every page that links to it
    scans = {path: page.scan for path, page in made.items()}
    scans |= {path: links.scan(data.decode()) for path, data in rest.items() if path.endswith(".html")}
    # a picture that could not be made is a problem of its own, not a dead link too
    others = [*rest, *exports, *renderer.content.pictures.wanted, *renderer.content.files]
    places = {page.file: Location(place.path) for page in plan.pages if (place := page.place).path}
    links.check_links(scans, others, report.problems, places)
    report.samples = samples.count_samples(plan.project.source, report.problems, plan.project.shown_root)


def check_programme(project: Project, problems: Problems) -> None:
    """Clashes, blocks and credits: what the records alone can tell."""
    for check in (clashes.check_clashes, blocks.check_blocks, accreditation.check_accreditation):
        check(project, problems)


def _refuse_warnings(options: Options, report: Report) -> None:
    if options.strict and report.problems.warnings:
        raise Stopped
