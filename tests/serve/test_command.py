"""`sitegen serve` as a command: what it prints, and how it ends."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_with_one_line(folder: Path, number: signal.Signals) -> None:
    command = [sys.executable, "-m", "sitegen", "serve", "--port", "0", "--lang", "en", "--now", "2023-08-01"]
    command += ["--content", str(folder / "content")]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as run:
        assert run.stdout
        assert run.stderr
        address = re.fullmatch(
            r"preview: (http://localhost:\d+/) \(Ctrl-C ends it\)\n", run.stdout.readline()
        )
        assert address
        assert "pages renewed in" in run.stdout.readline()
        with urllib.request.urlopen(address[1] + "zh/news/hello/", timeout=20) as page:
            assert "你好".encode() in page.read()
        run.send_signal(number)
        assert run.wait(20) == 0
        assert run.stdout.read() == "the preview has ended\n"
        assert run.stderr.read() == ""
    assert not (folder / "output").exists()
