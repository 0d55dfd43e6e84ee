"""The build: discover → parse → decode → resolve → plan → render → check → publish."""

from sitegen.build.options import Options, Report
from sitegen.build.run import build

__all__ = ["Options", "Report", "build"]
