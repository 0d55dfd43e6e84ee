"""Code between fences of ``` or ~~~, at the margin or inside a list."""

from __future__ import annotations

from html import escape

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from sitegen.render.markdown.source import fences


def extend(md: Markdown) -> None:
    """Put fenced code aside before anything else is looked at."""
    md.preprocessors.register(FencedCode(md), "fenced_code", 25)


class FencedCode(Preprocessor):
    """Replaces each piece of code by a placeholder of the library; the words after a fence are dropped."""

    def run(self, lines: list[str]) -> list[str]:
        """The same lines with code put aside."""
        done: list[str] = []
        next_line = 0
        for fence in fences(lines):
            if fence.end is None:
                continue
            margin = " " * fence.indent
            code = "".join(f"{line.removeprefix(margin)}\n" for line in lines[fence.start + 1 : fence.end])
            placeholder = self.md.htmlStash.store(f"<pre><code>{escape(code, quote=False)}</code></pre>")
            done += lines[next_line : fence.start]
            done += [margin + placeholder] if fence.indent >= 2 else ["", placeholder, ""]
            next_line = fence.end + 1
        return done + lines[next_line:]
