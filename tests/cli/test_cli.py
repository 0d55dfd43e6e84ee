"""The command line as a program: exit codes, languages, forms of messages, and silence in a pipe."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "SITEGEN_"))},
    "PYTHONPATH": str(ROOT),
    "PYTHONUTF8": "1",
}
GOOD = "文字。"
BROKEN = "见[节](#x)。"
DOUBTFUL = "\n\n".join(f"见[页][w{n}]。" for n in range(5))
PLACE = "content/pages/about.zh.md"
FOLDER = "example-congress-2023"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, site_yaml: str) -> Path:
    """A site of two pages that was built once, so that templates are compiled."""
    folder = tmp_path_factory.mktemp("built")
    pages = folder / "content" / "pages"
    pages.mkdir(parents=True)
    (folder / "content" / "site.yaml").write_text(site_yaml, "utf-8")
    (pages / "about.en.md").write_text("---\ntitle: About\n---\n\nText.\n", "utf-8")
    assert run(folder, GOOD, ["build"])[0] == 0
    return folder


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A copy of it without output; the tests fill its Chinese page."""
    for name in ("content", ".cache"):
        shutil.copytree(built / name, tmp_path / name)
    return tmp_path


def run(
    project: Path,
    body: str,
    arguments: Sequence[str],
    program: Sequence[str] = ("-m", "sitegen"),
    **more: str,
) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of `sitegen` with a page of this text."""
    (project / "content" / "pages" / "about.zh.md").write_text(f"---\ntitle: 关于\n---\n\n{body}\n", "utf-8")
    done = subprocess.run(
        [sys.executable, *program, *arguments],
        cwd=project,
        env={**ENVIRONMENT, **more},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    return done.returncode, done.stdout, done.stderr


BUILT_EN = r"\d+ pages \(zh, en\); files written: \d+, removed: 0; warnings: {}, in \d+\.\d s\n"
BUILT_ZH = r"\d+ 个页面（zh, en），写入 \d+ 个文件，删除 0 个，警告 {} 条，用时 \d+\.\d 秒\n"
FAILED_EN = "nothing published; errors: {}, warnings: {}; the last good site stays as it was\n"
FAILED_ZH = "没有发布：{} 处错误，{} 条警告；上一次的网站原样保留\n"
ERROR_EN = f"{PLACE}:5:2: error: no heading #x in this page [link-missing-anchor]\n"
ERROR_ZH = f"{PLACE}:5:2: 错误: 本页没有标题 #x [link-missing-anchor]\n"
WARNINGS_EN = [
    f"{PLACE}:{5 + 2 * n}:2: warning: the link label [w{n}] is not defined [undefined-reference]\n"
    for n in range(5)
]

# text of the page, arguments, exit code, pattern of standard output, standard error
RUNS: list[tuple[str, list[str], int, str, str]] = [
    (GOOD, ["build"], 0, BUILT_EN.format(0), ""),
    (GOOD, ["build", "--lang", "zh", "--format", "text"], 0, BUILT_ZH.format(0), ""),
    (GOOD, ["build", "--format", "json"], 0, r"\[\]\n", ""),
    (GOOD, ["check", "--lang", "zh"], 0, r"检查了 \d+ 个页面：0 处错误，0 条警告\n", ""),
    (BROKEN, ["build", "--offline"], 1, "", ERROR_EN + FAILED_EN.format(1, 0)),
    (BROKEN, ["build"], 1, "", ERROR_EN + FAILED_EN.format(1, 0)),
    (BROKEN, ["build", "--lang", "zh"], 1, "", ERROR_ZH + FAILED_ZH.format(1, 0)),
    (BROKEN, ["build", "--format", "github"], 1,
     re.escape(f"::error file={PLACE},line=5,col=2,title=link-missing-anchor::no heading #x in this page\n"), ""),
    (BROKEN, ["check"], 1, r"pages checked: \d+; errors: 1, warnings: 0\n", ERROR_EN),
    (DOUBTFUL, ["build"], 0, BUILT_EN.format(5),
     "".join(WARNINGS_EN[:3]) + "more warnings of the same kinds: 2; -v lists them all\n"),
    (DOUBTFUL, ["build", "-v"], 0, BUILT_EN.format(5), "".join(WARNINGS_EN)),
    (DOUBTFUL, ["build", "--strict"], 1, "", "".join(WARNINGS_EN) + FAILED_EN.format(0, 5)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "arguments", "code", "out", "err"),
    RUNS,
    ids=[f"{n}-{' '.join(row[1])}" for n, row in enumerate(RUNS)],
)
def test_what_is_said_and_the_exit_code(
    project: Path, body: str, arguments: list[str], code: int, out: str, err: str
) -> None:
    found = run(project, body, arguments)
    assert (found[0], found[2]) == (code, err)
    assert re.fullmatch(out, found[1]), found[1]
    assert (project / "output" / "zh" / "about" / "index.html").exists() is (
        code == 0 and arguments[0] == "build"
    )


@pytest.mark.parametrize(
    ("output", "place"),
    [([], "example-congress-2023-offline.zip"), (["--output", "to/site.zip"], "to/site.zip"),
     (["--output", "to/site"], "to/example-congress-2023-offline.zip")],
)  # fmt: skip
def test_the_zip_is_told_with_its_size(project: Path, output: list[str], place: str) -> None:
    code, out, err = run(project, GOOD, ["build", "--offline", *output])
    told = rf"(.+) for reading offline: pages: \d+, files: \d+, 0\.\d MB. Unpack it, then open {FOLDER}/index.html\n"
    found = re.fullmatch(told, out)
    assert (code, err) == (0, "")
    assert found, out
    assert Path(found[1]) == project / place
    assert (project / place).is_file()
    assert not (project / "output").exists()


def test_json_tells_each_problem_with_its_parts(project: Path) -> None:
    code, out, err = run(project, BROKEN, ["build", "--format=json", "--lang=zh"])
    assert (code, err) == (1, "")
    assert json.loads(out) == [
        {
            "path": PLACE,
            "line": 5,
            "column": 2,
            "severity": "error",
            "code": "link-missing-anchor",
            "message": "本页没有标题 #x",
            "hint": "",
        }
    ]


@pytest.mark.parametrize(
    ("variables", "line"),
    [
        ({"LANG": "zh_CN.UTF-8"}, ERROR_ZH),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, ERROR_EN),
        ({"LANG": "de_DE.UTF-8"}, ERROR_EN),
    ],
)
def test_messages_follow_the_locale(project: Path, variables: dict[str, str], line: str) -> None:
    assert run(project, BROKEN, ["build"], **variables)[2].startswith(line)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["biuld"], "No such command 'biuld'"),
        (["build", "--stict"], "No such option"),
        (["build", "--format", "xml"], "'xml' is not one of 'text', 'json', 'github'"),
        (["build", "--now", "yesterday"], "'yesterday' does not match the format '%Y-%m-%d'"),
    ],
)
def test_wrong_usage_is_2(project: Path, arguments: list[str], complaint: str) -> None:
    code, out, err = run(project, GOOD, arguments)
    assert (code, out) == (2, "")
    assert complaint in err
    assert not (project / "output").exists()


def test_content_that_is_not_there_is_told_in_one_line(project: Path) -> None:
    code, out, err = run(project, GOOD, ["build", "--content", "nowhere"])
    assert (code, out) == (1, "")
    assert err == "nowhere: error: there is no such content folder [content-missing]\n" + FAILED_EN.format(
        1, 0
    )


FAILING = (
    "import sys, sitegen.build\n"
    "def build(*_, **__):\n"
    "    raise {}\n"
    "sitegen.build.build = build\n"
    "from sitegen.__main__ import main\n"
    "main()\n"
)


def test_our_own_fault_is_3_with_its_trace(project: Path) -> None:
    code, out, err = run(project, GOOD, ["build"], ("-c", FAILING.format("RuntimeError('boom')")))
    assert (code, out) == (3, "")
    assert err.startswith("Traceback (most recent call last):\n")
    trace, _, last = err.rstrip("\n").rpartition("\n")
    assert trace.endswith("RuntimeError: boom")
    assert re.fullmatch(
        r"this is a fault of sitegen \S+ itself, not of your content; please report the lines above", last
    )


def test_an_interruption_is_130_and_one_line(project: Path) -> None:
    code, out, err = run(project, GOOD, ["build"], ("-c", FAILING.format("KeyboardInterrupt")))
    assert (code, out, err) == (130, "", "interrupted; the last good site stays as it was\n")


def test_pictures_are_made_without_a_word_in_a_pipe(project: Path) -> None:
    from PIL import Image

    (project / "content" / "media").mkdir()
    for name in "ab":
        Image.new("RGB", (900, 600), "#0b5568").save(project / "content" / "media" / f"{name}.png")
    english = "---\ntitle: About\n---\n\n![A](../media/a.png)\n\n![B](../media/b.png)\n"
    (project / "content" / "pages" / "about.en.md").write_text(english, "utf-8")
    code, _, err = run(project, "![甲](../media/a.png)\n\n![乙](../media/b.png)", ["build"])
    assert (code, err) == (0, "")
