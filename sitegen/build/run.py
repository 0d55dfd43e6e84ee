"""The build as one readable list of steps."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType

from sitegen import fresh
from sitegen.build import compressed
from sitegen.build.cards import draw_cards, settle_cards
from sitegen.build.editions import around_archive, carry_editions
from sitegen.build.exports import Kept, make_exports, make_index
from sitegen.build.languages import render_all
from sitegen.build.offline import bundle, worker_of
from sitegen.build.options import Options, Report
from sitegen.build.prepare import RENDER_VERSION, default_templates, prepare, words_of
from sitegen.build.remembered import Finished, Shelf
from sitegen.checks import accreditation, blocks, clashes, filing, links, samples, translations
from sitegen.load.project import Project
from sitegen.memo import Memo
from sitegen.outputs import attachments, icons, images, redirects, sitemap, worker
from sitegen.outputs.search import is_of_search
from sitegen.plan import Plan
from sitegen.problems import Location, Problem, Problems, Stopped
from sitegen.publish import File, publish, standing
from sitegen.render.templates import Renderer, TemplateFault
from sitegen.render.urls import Addresses

__all__ = ["build", "check_programme", "default_templates", "make_site", "words_of"]


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
        if options.bundle:
            _build_bundle(options, report, progress)
            return report
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
                    by_file=by_file or is_one_page(files, stands.digests),
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


def _build_bundle(
    options: Options, report: Report, progress: Callable[[int, int], None] | None = None
) -> None:
    assert options.bundle is not None
    files = make_site(options, report, progress)
    _refuse_warnings(options, report)
    assert report.ready is not None
    with report.stage("bundle"):
        ready = report.ready
        report.bundle = bundle(files, options.bundle, ready.project, ready.renderer.words, report.problems)
    report.is_published = True


def is_one_page(files: Sequence[File], stands: Mapping[str, str]) -> bool:
    """Whether one file at most differs from what stands, but for search and worker, which may be behind.

    Replacing that file is one step by itself, and spares putting the whole folder together.
    """
    if stands.keys() != {file.path for file in files}:
        return False
    changed = 0
    for file in files:
        if file.data is not None and not is_of_search(file.path) and file.path != worker.PATH:
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
    ready = prepare(options, report)
    project, plan, renderer = ready.project, ready.plan, ready.renderer
    addresses = renderer.addresses
    with report.stage("cards"):
        cards = settle_cards(options, plan, renderer, report)
    with report.stage("render"):
        stamp = _stamp(options, project, renderer)
        shelf = _shelf(options, stamp, memo, renderer, stands)
        made = render_all(renderer, plan.pages, shelf, options.processes)
        plain = _plain_pages(renderer, project, options, addresses)
        stubs = {} if options.bundle else dict(redirects.make_redirects(plan, addresses, problems))
    with report.stage("pictures"):
        pictures = list(
            images.make_images(renderer.content.pictures.wanted.values(), memo, problems, progress)
        )
        copies = list(attachments.make_attachments(renderer.content.files, memo, problems))
    with report.stage("cards"):
        pictures += draw_cards(list(cards.values()), options, plan, memo, report)
    lasting = _lasting(options, memo)
    kept = Kept(lasting.blobs("exports", stamp), stands, str(options.output))
    known = replace(addresses, published=renderer.content.find_published())
    exports = make_exports(project, known, renderer.words, report, kept, renderer.folders, renderer.content)
    with report.stage("export: search"):
        exports |= make_index(plan, known, renderer.words, kept, options.processes)
    exports |= {export.path: kept.bring(export) for export in sitemap.plan_sitemap(plan, addresses)}
    marks = icons.make_icons(project, renderer.assets, renderer.content, memo)
    rest = {**renderer.assets.data, **plain, **stubs, **marks}
    if not problems.errors:  # else a page may be missing
        rest[worker.PATH] = worker_of(plan, renderer, made, exports, options.output)
    with report.stage("editions"):
        taken = {*made, *rest, *exports, *(path for path, _ in (*pictures, *copies))}
        exports |= carry_editions(project, addresses, taken, options, memo, stands, problems)
        years = [one.year for one in project.source.editions if f"{one.year}/sitemap.xml" in exports]
        rest["robots.txt"] = sitemap.make_robots(addresses, years)
    with report.stage("check"):
        _check(plan, made, rest, exports, renderer, report)
        compared = memo.blobs("structure", translations.VERSION)
        translations.check_translations(project, compared, problems)
    problems.stop_on_errors()
    files = [*_files(options, made, rest, [*pictures, *copies]), *exports.values()]
    if options.precompress and not options.bundle:
        with report.stage("compress"):
            packed = memo.blobs("compressed", compressed.VERSION)
            files += list(compressed.add_compressed(files, options.output, stands, packed))
    with report.stage("remember"):
        memo.save()
    report.pages, report.languages = len(plan.pages), tuple(project.sites)
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


def _stamp(options: Options, project: Project, renderer: Renderer) -> str:
    """All that pages and exports are made of but the texts of Markdown files."""
    day = project.source.today.isoformat()
    frozen = repr(options.frozen or "")
    cards = "\n".join(renderer.cards.values())
    extra = "\0".join(
        (
            project.outline,
            day,
            options.base or "",
            RENDER_VERSION,
            frozen,
            cards,
            *project.source.settings.print,
        )
    )
    own = f"{extra}\0{project.source.settings.offline}"
    return fresh.stamp([*renderer.folders, Path(__file__).parent.parent], own)


def _shelf(options: Options, stamp: str, memo: Memo, renderer: Renderer, stands: Mapping[str, str]) -> Shelf:
    """Finished pages of the last builds; own templates may show any text anywhere, so they keep none.

    Nor does the preview, whose pages may name no worker: the next build would find those in place of its own.
    """
    own = not options.worker or any(
        (folder / part).is_dir()
        for folder in options.templates
        for part in ("pages", "parts", "macros", "layouts")
    )
    lasting = Memo(None) if own else _lasting(options, memo)
    return Shelf(lasting.blobs("pages", stamp), renderer.content, stands)


def _lasting(options: Options, memo: Memo) -> Memo:
    """Where pages and exports are remembered: those of a zip nowhere, or the site's would be forgotten."""
    return Memo(None) if options.bundle else memo


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


def _check(
    plan: Plan,
    made: Mapping[str, Finished],
    rest: Mapping[str, bytes],
    exports: Mapping[str, File],
    renderer: Renderer,
    report: Report,
) -> None:
    check_programme(plan.project, report.problems)
    filing.check_filing(plan.project.source.settings.footer, report.problems)
    if report.problems.errors:
        return  # a page that could not be made would be missed by every page that links to it
    scans = {path: page.scan for path, page in made.items()}
    scans |= {path: links.scan(data.decode()) for path, data in rest.items() if path.endswith(".html")}
    # a picture that could not be made is a problem of its own, not a dead link too
    around = around_archive(plan.project)
    others = [*rest, *exports, *renderer.content.pictures.wanted, *renderer.content.files, *around]
    places = {page.file: Location(place.path) for page in plan.pages if (place := page.place).path}
    old = plan.project.redirect_places.items()
    places |= {redirects.file_at(address): place for address, place in old}
    links.check_links(scans, others, report.problems, places)
    report.samples = samples.count_samples(plan.project.source, report.problems, plan.project.shown_root)


def check_programme(project: Project, problems: Problems) -> None:
    """Clashes, blocks and credits: what the records alone can tell."""
    for check in (clashes.check_clashes, blocks.check_blocks, accreditation.check_accreditation):
        check(project, problems)


def _refuse_warnings(options: Options, report: Report) -> None:
    if options.strict and report.problems.warnings:
        raise Stopped
