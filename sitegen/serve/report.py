"""What the preview says on the terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence

import click

from sitegen import __version__
from sitegen.model.coverage import say_coverage
from sitegen.problems import Problem, as_text, sentence
from sitegen.serve.pages import PROBLEMS, STATUS
from sitegen.serve.state import State

ALIKE = 3
"""Warnings of one kind that are written out; the page of problems has all."""


def _complain(line: str) -> None:
    click.echo(line, err=True)


class Teller:
    """Says each thing once, in the language of the run; `say` and `complain` get whole lines."""

    def __init__(
        self,
        language: str,
        say: Callable[[str], None] = click.echo,
        complain: Callable[[str], None] = _complain,
    ) -> None:
        self.language = language
        self._out = say
        self._err = complain
        self._url = ""
        self._told: set[tuple[object, ...]] = set()
        self._coverage = ""

    def begins(self, wish: int, port: int, prefix: str, others: Sequence[str]) -> None:
        """Where to look, first of all; that the wished port was taken; who else can look."""
        if wish not in (0, port):
            self._say("serve-port-taken", port=wish, other=port)
        self._url = f"http://localhost:{port}"
        self._say("serve-address", url=self._url + prefix)
        if others:
            self._say("serve-lan", urls="  ".join(f"http://{address}:{port}{prefix}" for address in others))

    def built(self, state: State) -> None:
        """The outcome of a build: every error, and the warnings that are new."""
        if state.fault:
            self._err(state.fault.rstrip())
            self._err(sentence("cli-our-fault", self.language, version=__version__))
        self._list(state.errors)
        self._warn(state.warnings)
        moment = time.strftime("%H:%M:%S")
        if state.is_good:
            self._say("serve-built", time=moment, pages=state.pages, seconds=f"{state.seconds:.2f}")
            self._tell_coverage(state)
        elif state.errors:
            code = "serve-broken-first" if state.files is None else "serve-broken"
            self._say(code, time=moment, n=len(state.errors))

    def _tell_coverage(self, state: State) -> None:
        """How much is translated, when that has changed."""
        line = say_coverage(state.coverage, self.language)
        if line and line != self._coverage:
            self._say("serve-coverage", line=line, url=self._url + STATUS)
        self._coverage = line

    def progress(self, done: int, total: int) -> None:
        """How many pictures are made, on one line of a terminal."""
        if sys.stderr.isatty() and total > 1:
            line = sentence("cli-pictures", self.language, done=done, total=total)
            sys.stderr.write(f"\r{line}" + ("\n" if done == total else ""))
            sys.stderr.flush()

    def ended(self) -> None:
        """That it is over."""
        self._say("serve-ended")

    def no_port(self, reason: str) -> None:
        """That nothing can be served."""
        self._err(sentence("serve-no-port", self.language, reason=reason))

    def _warn(self, warnings: Sequence[Problem]) -> None:
        new, shown = [], []
        alike: dict[str, int] = {}
        for problem in warnings:
            mark = (problem.location.path, problem.code, problem.values)  # lines move with every edit
            if mark not in self._told:
                new.append(mark)
                alike[problem.code] = alike.get(problem.code, 0) + 1
                if alike[problem.code] <= ALIKE:
                    shown.append(problem)
        self._told.update(new)
        self._list(shown)
        if len(new) > len(shown):
            self._say("serve-more-warnings", n=len(warnings), url=self._url + PROBLEMS)

    def _list(self, problems: Sequence[Problem]) -> None:
        for line in as_text(problems, self.language):
            self._err(line)

    def _say(self, code: str, **values: object) -> None:
        self._out(sentence(code, self.language, **values))
