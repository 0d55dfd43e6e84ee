"""How templates become Python: attributes, calls and escaping written plainly, which is a third faster.

Jinja looks up `a.b` as attribute, then as item, and calls every function through a dispatcher, because it
cannot know its data. Ours are objects with declared fields and ordinary functions, so the plain Python form
means the same; a name that is missing raises AttributeError, which `templates` words for the author.
"""

from __future__ import annotations

import io
import keyword
from collections.abc import Mapping
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from sitegen.text import Text

try:  # the C function behind `escape`: str in, escaped str out
    from markupsafe._speedups import _escape_inner as escape_text
except ImportError:  # pragma: no cover - an interpreter without the compiled module

    def escape_text(text: str, /) -> str:
        """The same in Python."""
        return str(escape(text))


def show(value: Any) -> str:
    """A value as it stands in HTML: what knows its HTML gives that, everything else is escaped."""
    if type(value) is str:
        return escape_text(value)
    if type(value) is Markup:
        return value
    if type(value) is Text and value.is_bare:
        return escape_text(value.plain)
    if hasattr(value, "__html__"):
        return str(value.__html__())
    return escape_text(str(value))


class PlainCode(CodeGenerator):
    """Writes `a.b` for `a.b`, `f(x)` for `f(x)`, and `show(…)` around what is put out."""

    _asks_whether = False

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802
        """`a.b is defined` may ask for what is not there."""
        before, self._asks_whether = self._asks_whether, node.name in ("defined", "undefined")
        super().visit_Test(node, frame)
        self._asks_whether = before

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        self.writeline("from sitegen.render.compiling import show")
        super().visit_Template(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        if keyword.iskeyword(node.attr) or self._asks_whether:
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        self.visit(node.node, frame)
        self.write("(")
        self.write(self._arguments(node, frame, {"caller": "caller"} if forward_caller else None))
        self.write(")")

    def _arguments(self, node: nodes.Call, frame: Frame, extra: Mapping[str, str] | None) -> str:
        """What `signature` writes, without its leading comma."""
        stream, self.stream = self.stream, io.StringIO()
        try:
            self.signature(node, frame, extra)
            return self.stream.getvalue().removeprefix(", ")
        finally:
            self.stream = stream

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("show(")
            if finalize.src is not None:
                self.write(finalize.src)
