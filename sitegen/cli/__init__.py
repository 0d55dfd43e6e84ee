"""The commands of `sitegen`, and how their results are told on a terminal."""

from __future__ import annotations

import datetime
import importlib
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import click

from sitegen import __version__, fresh
from sitegen.model.coverage import say_coverage
from sitegen.problems import Problem, Problems, as_github, as_json, as_text, sentence
from sitegen.request import as_plain_build

if TYPE_CHECKING:
    from sitegen.build import Options, Report

EXIT_MISTAKES = 1
EXIT_INTERRUPTED = 130
EXIT_OUR_FAULT = 3


def run_language(wanted: str | None) -> str:
    """The language of messages: as asked, else by the locale."""
    if wanted:
        return wanted
    locale = next(
        (value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), ""
    )
    return "zh" if locale.lower().startswith("zh") else "en"


def shared_options(function: Any) -> Any:
    """The options of every command that reads content/."""
    folder = click.Path(path_type=Path, file_okay=False)
    for option in reversed(
        (
            click.option(
                "--content",
                type=folder,
                default=Path("content"),
                show_default=True,
                help="内容文件夹 · folder of content",
            ),
            click.option(
                "--templates",
                type=folder,
                multiple=True,
                help="自己的模板文件夹，可多次 · folder of your own templates; may be repeated",
            ),
            click.option(
                "--now",
                type=click.DateTime(["%Y-%m-%d"]),
                help="按这一天生成（首页状态等）· the day to build for",
            ),
            click.option("--base", help="网站所在路径，如 /2027/ · path the site is served under"),
            click.option(
                "--lang", type=click.Choice(["zh", "en"]), help="提示信息的语言 · language of messages"
            ),
        )
    ):
        function = option(function)
    return function


class _Commands(click.Group):
    """Commands beside those of this module are imported when asked for: a build must not wait for them."""

    lazy: ClassVar[dict[str, str]] = {
        "archive": "sitegen.cli.archive",
        "ids": "sitegen.cli.ids",
        "status": "sitegen.cli.status",
        "names": "sitegen.cli.names",
        "announce": "sitegen.cli.announce",
        "move": "sitegen.cli.move",
        "release": "sitegen.cli.release",
        "files": "sitegen.cli.files",
        "server": "sitegen.cli.server",
        "poster": "sitegen.cli.poster",
        "print": "sitegen.cli.print",
        "translate": "sitegen.cli.translate",
    }
    """Name of a command → module that has it as `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *self.lazy})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.lazy:
            return super().get_command(ctx, cmd_name)
        found: click.Command = importlib.import_module(self.lazy[cmd_name]).command
        return found


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def command() -> None:
    """双语会议网站生成器 · static bilingual conference sites."""


def options_of(
    content: Path,
    output: Path,
    templates: tuple[Path, ...],
    now: datetime.datetime | None,
    base: str | None,
    **more: Any,
) -> Options:
    """The options of a build from those of the command line."""
    from sitegen.build import Options

    project = Path(os.path.abspath(content)).parent  # noqa: PTH100 - a link must stay the link it is
    day = now.date() if now else _day_of_environment()
    return Options(
        project=project,
        content=content.absolute(),
        output=output.absolute(),
        templates=tuple(folder.absolute() for folder in templates),
        cache=project / ".cache",
        today=day,
        base=base,
        **more,
    )


def _day_of_environment() -> datetime.date | None:
    value = os.environ.get("SITEGEN_NOW")
    return datetime.date.fromisoformat(value) if value else None


@command.command()
@shared_options
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    help="生成到 · folder to build into",
)
@click.option("--offline", is_flag=True, help="只生成可离线打开的压缩包 · make a zip for disks instead")
@click.option("--precompress", is_flag=True, help="另存 .gz 副本 · gzip copies beside files of text")
@click.option("--strict", is_flag=True, help="警告也算错误 · warnings are errors")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="提示的格式 · form of messages",
)
@click.option("--timings", is_flag=True, help="显示各步用时 · tell what each stage cost")
@click.option("--no-cache", is_flag=True, help="不用缓存 · remember nothing")
@click.option("--verbose", "-v", is_flag=True, help="逐条列出警告 · list every warning")
def build(  # noqa: PLR0913, PLR0917 - one per option
    content: Path,
    templates: tuple[Path, ...],
    now: datetime.datetime | None,
    base: str | None,
    lang: str | None,
    output: Path,
    offline: bool,
    precompress: bool,
    strict: bool,
    form: str,
    timings: bool,
    no_cache: bool,
    verbose: bool,
) -> None:
    """生成网站 · Build the site."""
    language = run_language(lang)
    start = time.perf_counter()
    request = as_plain_build(sys.argv[1:])
    stamp = request.sources_stamp() if request else ""
    bundle = bundle_of(output) if offline else None
    options = options_of(
        content,
        output,
        templates,
        now,
        base,
        strict=strict,
        precompress=precompress,
        bundle=bundle,
        cards=True,
    )
    if no_cache:
        import dataclasses

        options = dataclasses.replace(options, cache=None)
    report = _run(options, language, dry=False)
    show_problems(report.problems, language, form, verbose or strict)
    if timings:
        show_timings(report)
    if not report.is_published:
        if form == "text":
            click.echo(
                sentence(
                    "cli-failed", language, errors=report.problems.errors, warnings=report.problems.warnings
                ),
                err=True,
            )
        sys.exit(EXIT_MISTAKES)
    if form == "text" and report.bundle:
        click.echo(bundle_line(report, language))
    elif form == "text":
        line = summary(report, language)
        for name in report.kept:
            click.echo(sentence("cli-kept", language, name=name))
        click.echo(sentence("cli-time", language, line=line, seconds=f"{time.perf_counter() - start:.1f}"))
        lacking = coverage_line(report, language)
        if lacking:
            click.echo(lacking)
        if request is not None and not report.lacks:
            again = sentence("cli-unchanged", language, line=line)
            _remember(request, stamp, options, f"{again}\n{lacking}".rstrip("\n"))


def bundle_of(output: Path) -> Path:
    """Where the zip goes: the file `output` names, else beside that folder, as what is in it is published."""
    output = output.absolute()
    return output if output.suffix.lower() == ".zip" else output.parent


def bundle_line(report: Report, language: str) -> str:
    """The zip that was made, and what to do with it."""
    made = report.bundle
    assert made is not None
    size = f"{made.size / 1e6:.1f}"
    return sentence(
        "offline-built",
        language,
        file=made.place,
        pages=report.pages,
        files=made.files,
        size=size,
        folder=made.folder,
    )


def _remember(request: Any, stamp: str, options: Options, text: str) -> None:
    """What the next build needs to find that nothing has changed, valid until a date may have."""
    now = datetime.datetime.now(datetime.UTC)
    quarter = datetime.timedelta(minutes=15)  # all zones change their date at a quarter of an hour
    until = now + quarter - (now - datetime.datetime.min.replace(tzinfo=datetime.UTC)) % quarter
    if options.today is not None:
        until = now + datetime.timedelta(days=3650)
    fresh.remember_build(
        request.cache, stamp, fresh.output_stamp(request.output), f"{until.timestamp()}\n{text}\n"
    )


@command.command()
@shared_options
@click.option("--strict", is_flag=True, help="警告也算错误 · warnings are errors")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="提示的格式 · form of messages",
)
def check(
    content: Path,
    templates: tuple[Path, ...],
    now: datetime.datetime | None,
    base: str | None,
    lang: str | None,
    strict: bool,
    form: str,
) -> None:
    """检查内容，不改动 output/ · Check everything, publish nothing."""
    language = run_language(lang)
    options = options_of(content, Path("output"), templates, now, base, strict=strict)
    report = _run(options, language, dry=True)
    show_problems(report.problems, language, form, verbose=True)
    problems = report.problems
    if form == "text":
        click.echo(
            sentence(
                "cli-checked",
                language,
                pages=report.pages,
                errors=problems.errors,
                warnings=problems.warnings,
            )
        )
        lacking = coverage_line(report, language)
        if lacking and not problems.errors:
            click.echo(lacking)
    if problems.errors or (strict and problems.warnings):
        sys.exit(EXIT_MISTAKES)


@command.command()
@shared_options
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="端口 · port; the next free one if taken",
)
@click.option("--lan", is_flag=True, help="局域网内可访问 · let others in the network see it")
def serve(
    content: Path,
    templates: tuple[Path, ...],
    now: datetime.datetime | None,
    base: str | None,
    lang: str | None,
    port: int,
    lan: bool,
) -> None:
    """本地预览，保存即刷新 · Preview, reloads on save."""
    from sitegen.serve import serve_project

    options = options_of(content, Path("output"), templates, now, base)
    serve_project(options, run_language(lang), port=port, lan=lan)


def _run(options: Options, language: str, *, dry: bool) -> Report:
    from sitegen.build import build as run_build

    def tell(problem: Problem) -> None:
        click.echo("\n".join(as_text([problem], language)), err=True)

    is_terminal = sys.stderr.isatty()

    def progress(done: int, total: int) -> None:
        if is_terminal and total > 1:
            end = "\n" if done == total else ""
            click.echo(
                f"\r{sentence('cli-pictures', language, done=done, total=total)}{end}", nl=False, err=True
            )

    try:
        return run_build(options, dry=dry, tell=tell, progress=progress)
    except KeyboardInterrupt:
        click.echo(sentence("cli-interrupted", language), err=True)
        sys.exit(EXIT_INTERRUPTED)
    except Exception:
        import traceback

        traceback.print_exc()
        click.echo(sentence("cli-our-fault", language, version=__version__), err=True)
        sys.exit(EXIT_OUR_FAULT)


def show_problems(problems: Problems, language: str, form: str, verbose: bool) -> None:
    """Every error; warnings too, but for many of one kind a count unless `verbose`."""
    if form == "json":
        click.echo(as_json(problems, language))
        return
    if form == "github":
        for line in as_github(problems, language):
            click.echo(line)
        return
    shown = [problem for problem in problems if verbose or problem.severity == 0]
    hidden: dict[str, list[Problem]] = {}
    if not verbose:
        for problem in problems:
            if problem.severity:
                hidden.setdefault(problem.code, []).append(problem)
        for same in hidden.values():
            shown += same[:3]
    for line in as_text(sorted(shown, key=lambda problem: (problem.severity, *problem.location)), language):
        click.echo(line, err=True)
    more = sum(max(len(same) - 3, 0) for same in hidden.values())
    if more:
        click.echo(sentence("cli-more-warnings", language, n=more), err=True)


def show_timings(report: Report) -> None:
    """Stage by stage, in milliseconds."""
    for stage, seconds in report.timings.items():
        click.echo(f"{seconds * 1000:8.0f} ms  {stage}", err=True)


def summary(report: Report, language: str) -> str:
    """One line: pages, languages, what was written, warnings."""
    return sentence(
        "cli-built",
        language,
        pages=report.pages,
        languages=", ".join(report.languages),
        written=report.written,
        removed=report.removed,
        warnings=report.problems.warnings,
    )


def coverage_line(report: Report, language: str) -> str:
    """How much is translated into the languages that lack something; empty where none does."""
    line = say_coverage(report.coverage, language)
    return sentence("status-more", language, line=line) if line else ""
