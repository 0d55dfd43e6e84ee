"""What the preview shows: the last good site, and what has gone wrong since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.build.prepare import Prepared
from sitegen.model.coverage import Coverage
from sitegen.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class State:
    """The outcome of the last build, over the site of the last good one."""

    files: Mapping[str, bytes | Path] | None = None
    """Path in output/ → bytes, or a file that holds them; None until a build has been good."""
    problems: tuple[Problem, ...] = ()
    ready: Prepared | None = None
    """What the last good site was made of."""
    coverage: Mapping[str, Coverage] = field(default_factory=dict)
    """Name of each language → how much is translated, in the last good site."""
    fault: str = ""
    """Traceback of a fault of our own."""
    number: int = 0
    """How many builds have ended; 0 while the first is under way."""
    pages: int = 0
    seconds: float = 0.0
    timings: Mapping[str, float] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Mistakes that keep the last save from being shown."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.error)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The other problems."""
        return tuple(problem for problem in self.problems if problem.severity is not Severity.error)

    @property
    def is_good(self) -> bool:
        """Whether what is shown is what was saved last."""
        return self.number > 0 and not self.fault and not self.errors
