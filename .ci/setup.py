"""Make .venv and install what is locked: setup.py run | extras | dev; setup.py lock renews the locks.

Only the standard library. Where Python came without ensurepip, pip is fetched by name from the index pip is
configured for; no address of an index is written anywhere in this project.
"""

import base64
import configparser
import hashlib
import html
import importlib.util
import os
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
import tomllib
import urllib.parse
import urllib.request
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / ".ci" / "requirements"
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LEVELS = ("run", "extras", "dev")  # each holds all of those before it

# What the caller's pip settings may say that has no place in a virtual environment.
ENV = os.environ | {
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PIP_REQUIRE_HASHES": "0",
    "PIP_REQUIRE_VIRTUALENV": "0",
    "PIP_USER": "0",
}


def main(level: str) -> None:
    if level == "lock":
        lock()
        return
    print(f"正在准备 .venv（{level}）· setting up .venv ({level}) …", flush=True)
    make_venv()
    pip("install", "--require-hashes", "-r", LOCKS / f"{level}.txt")
    pip("install", "--no-deps", "--no-build-isolation", "-e", ROOT)
    for done in LEVELS[: LEVELS.index(level) + 1]:
        (VENV / f"{done}.stamp").touch()


def run(*command: str | Path, quiet: bool = False) -> bool:
    """Run a command; with `quiet` nothing is shown and failing is an answer, else failing ends it all."""
    out = subprocess.DEVNULL if quiet else None
    try:
        code = subprocess.run(
            command, check=False, cwd=ROOT, env=ENV, stdin=subprocess.DEVNULL, stdout=out, stderr=out
        ).returncode
    except FileNotFoundError:
        code = 127
    if code and not quiet:
        sys.exit(code)
    return code == 0


def pip(*arguments: str | Path) -> None:
    run(PYTHON, "-m", "pip", "--quiet", *arguments)


def has_pip() -> bool:
    return run(PYTHON, "-m", "pip", "--version", quiet=True)


def make_venv() -> None:
    """Keep a .venv that works and was made in this folder; else make it anew, with pip."""
    folder = VENV / "folder"
    moved = folder.exists() and folder.read_text(encoding="utf-8").strip() != str(ROOT)
    if VENV.exists() and (moved or not has_pip()):
        shutil.rmtree(VENV)
    if not VENV.exists():
        venv.create(VENV, symlinks=os.name != "nt")
        with tempfile.TemporaryDirectory() as scratch:
            if not any(
                way(Path(scratch)) and has_pip() for way in (bundled, by_other_pip, from_disk, from_index)
            ):
                shutil.rmtree(VENV)
                sys.exit(
                    "neither venv's pip nor any other is here: install python3-venv (Debian, Ubuntu) or pip, "
                    "or set PIP_INDEX_URL · 缺少 pip：请安装 python3-venv 或 pip，或设置 PIP_INDEX_URL"
                )
    folder.write_text(f"{ROOT}\n", encoding="utf-8")


# Ways to pip, the nearest first. Each says whether it installed one.


def bundled(_: Path) -> bool:
    """The wheel that comes with Python."""
    return importlib.util.find_spec("ensurepip") is not None and run(
        PYTHON, "-m", "ensurepip", "--default-pip", quiet=True
    )


def by_other_pip(scratch: Path) -> bool:
    """The locked wheel, downloaded by a pip outside of the environment."""
    wanted = ("download", "--no-deps", "--require-hashes", "--dest", scratch, "-r", LOCKS / "pip.txt")
    others = ([sys.executable, "-m", "pip"], ["pip3"], ["pip"])
    return any(run(*other, *wanted, quiet=True) and install_wheel(scratch) for other in others)


def from_disk(_: Path) -> bool:
    """The wheel that Debian and Ubuntu keep for ensurepip."""
    return install_wheel(Path("/usr/share/python-wheels"))


def from_index(scratch: Path) -> bool:
    """The locked wheel, from the index that pip's settings name."""
    lines = (LOCKS / "pip.txt").read_text(encoding="utf-8")
    version = re.search(r"^pip==([\d.]+)", lines, re.MULTILINE)
    hashes = set(re.findall(r"sha256:(\w{64})", lines))
    assert version
    name = f"pip-{version[1]}-py3-none-any.whl"
    settings = pip_settings()
    context = ssl.create_default_context(cafile=settings.get("cert"))
    for index in f"{settings.get('index-url', '')} {settings.get('extra-index-url', '')}".split():
        try:
            page, base = read(f"{index.rstrip('/')}/pip/", index, context)
            links = (html.unescape(link) for link in re.findall(r"""href=["']([^"']+)""", page.decode()))
            found = [link for link in links if urllib.parse.urlsplit(link).path.endswith(name)]
            if not found:
                continue
            wheel, _ = read(urllib.parse.urljoin(base, found[0]), index, context)
        except (OSError, ValueError) as why:
            print(f"pip: {why}", file=sys.stderr)
            continue
        if hashlib.sha256(wheel).hexdigest() in hashes:
            (scratch / name).write_bytes(wheel)
            return install_wheel(scratch)
        print(f"pip: {name} is not the locked file", file=sys.stderr)
    return False


def install_wheel(folder: Path) -> bool:
    """Let the newest pip wheel in `folder` install itself; a wheel can be run as it is."""
    wheels = sorted(
        folder.glob("pip-*.whl"), key=lambda path: [int(n) for n in re.findall(r"\d+", path.name)]
    )
    return bool(wheels) and run(
        PYTHON, wheels[-1] / "pip", "install", "--no-index", "--no-deps", wheels[-1], quiet=True
    )


def pip_settings() -> dict[str, str]:
    """What pip's files and variables say, the stronger one last; names as in the files."""
    home = Path.home()
    own = os.environ.get("PIP_CONFIG_FILE")
    files = [
        "/etc/xdg/pip/pip.conf",
        "/etc/pip.conf",
        home / ".pip/pip.conf",
        home / "Library/Application Support/pip/pip.conf",
        Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "pip/pip.conf",
        *([own] if own else []),
    ]
    parser = configparser.RawConfigParser()
    if own != os.devnull:
        parser.read(files, encoding="utf-8")
    settings: dict[str, str] = {}
    for section in ("global", "install"):
        if parser.has_section(section):
            settings |= {key.replace("_", "-"): value for key, value in parser.items(section)}
    variables = {
        key[4:].lower().replace("_", "-"): value for key, value in os.environ.items() if key[:4] == "PIP_"
    }
    return settings | variables


def read(address: str, index: str, context: ssl.SSLContext) -> tuple[bytes, str]:
    """The bytes at an address (of a folder: its page) and the address they came from at last.

    The login that stands in the address of the index goes to that host and to no other.
    """
    parts, own = urllib.parse.urlsplit(address), urllib.parse.urlsplit(index)
    if parts.scheme == "file" and parts.path.endswith("/"):
        parts = parts._replace(path=f"{parts.path}index.html")
    parts = parts._replace(netloc=parts.netloc.rpartition("@")[2])
    request = urllib.request.Request(urllib.parse.urlunsplit(parts), headers={"User-Agent": "sitegen"})
    if own.username and parts.netloc == own.netloc.rpartition("@")[2]:
        login = ":".join(urllib.parse.unquote(part or "") for part in (own.username, own.password))
        request.add_unredirected_header("Authorization", f"Basic {base64.b64encode(login.encode()).decode()}")
    with urllib.request.urlopen(request, timeout=60, context=context) as answer:
        return answer.read(), answer.url


def lock() -> None:
    """Write the newest fitting versions, for every system and Python, with all hashes and no address."""
    tool = ROOT / ".cache" / "lock"
    pip("install", "--target", tool, "--upgrade", "uv")
    for ours, theirs in (("PIP_INDEX_URL", "UV_DEFAULT_INDEX"), ("PIP_EXTRA_INDEX_URL", "UV_INDEX")):
        if ours in ENV:
            ENV.setdefault(theirs, ENV[ours])
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = [f"--extra={name}" for name in project["project"]["optional-dependencies"] if name != "dev"]
    build = tool / "build.in"
    build.write_text("\n".join(project["build-system"]["requires"]), encoding="utf-8")
    alone = tool / "pip.in"
    alone.write_text("pip", encoding="utf-8")
    whole = (f"--constraint={LOCKS.relative_to(ROOT) / 'dev.txt'}", "--no-annotate")

    def compile_(name: str, *arguments: str | Path) -> None:
        run(
            *(tool / "bin" / "uv", "--no-config", "--quiet", "pip", "compile", "--upgrade", "--universal"),
            *("--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links"),
            *("--custom-compile-command", "make lock", "--output-file", LOCKS / name, *arguments),
        )

    compile_("dev.txt", "--no-annotate", "--all-extras", "pyproject.toml", build)
    compile_("extras.txt", *whole, *extras, "pyproject.toml", build)
    compile_("run.txt", *whole, "pyproject.toml", build)
    compile_("pip.txt", "--no-annotate", alone)


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in {*LEVELS, "lock"}:
        sys.exit(__doc__)
    main(sys.argv[1])
