"""Jinja as we use it: templates compiled plainly, once, and pieces of pages kept."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import bccache, nodes
from jinja2.ext import Extension

from sitegen.memo import write_quietly
from sitegen.render import compiling
from sitegen.render.compiling import PlainCode
from sitegen.render.urls import Keyed, key_of


def code_version() -> str:
    """Changes with what compiled templates hold or name, so that none made by another version is taken."""
    digest = blake2b(digest_size=4)
    for module in (compiling.__file__, __file__):
        digest.update(Path(module).read_bytes())
    return digest.hexdigest()


class SharedCode(bccache.BytecodeCache):
    """Compiled templates, shared by the environments of a run and kept between runs, as .pyc files are."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.known: dict[str, bytes] = {}
        self.version = code_version()

    def _file(self, bucket: bccache.Bucket) -> Path | None:
        return self.folder / f"{bucket.key}.{self.version}.jinja" if self.folder else None

    def load_bytecode(self, bucket: bccache.Bucket) -> None:
        code = self.known.get(bucket.key)
        file = self._file(bucket)
        if code is None and file is not None:
            try:
                code = file.read_bytes()
            except OSError:
                return
        if code is not None:
            try:
                bucket.bytecode_from_string(code)
            except (ValueError, EOFError, TypeError):
                return
            self.known[bucket.key] = code

    def dump_bytecode(self, bucket: bccache.Bucket) -> None:
        code = bucket.bytecode_to_string()
        self.known[bucket.key] = code
        file = self._file(bucket)
        if file is not None:
            write_quietly(file, code)


class PlainTemplate(jinja2.Template):
    """Its macros are made once: all globals of an environment are the same for all its pages."""

    def _get_default_module(self, ctx: Any = None) -> Any:
        if self._module is None:
            self._module = self.make_module()
        return self._module


class PlainEnvironment(jinja2.Environment):
    code_generator_class = PlainCode
    template_class = PlainTemplate

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.templates: dict[str, jinja2.Template] = {}

    def get_template(
        self,
        name: Any,
        parent: Any = None,
        globals: Any = None,  # noqa: A002
    ) -> jinja2.Template:
        """Each template once, without the library's questions whether its globals have changed."""
        template = self.templates.get(name)
        if template is None:
            template = self.templates[name] = super().get_template(name, parent, globals)
        return template


class KeepExtension(Extension):
    """`{% keep name, record %}…{% endkeep %}`: rendered once per standpoint and record, then kept.

    The body may use the record, loop variables that follow from it, and everything that is the same for
    all pages of a standpoint; it must not use `page`.
    """

    tags = {"keep"}  # noqa: RUF012

    def parse(self, parser: Any) -> nodes.Node:
        line = next(parser.stream).lineno
        arguments = [parser.parse_expression()]
        while parser.stream.skip_if("comma"):
            arguments.append(parser.parse_expression())
        body = parser.parse_statements(("name:endkeep",), drop_needle=True)
        return nodes.CallBlock(self.call_method("_keep", arguments), [], [], body).set_lineno(line)

    def _keep(self, name: str, record: Keyed | str, *variants: object, caller: Callable[[], str]) -> str:
        kept: dict[object, str] = self.environment.kept  # type: ignore[attr-defined]
        key = (name, key_of(record), *variants)
        html = kept.get(key)
        if html is None:
            html = kept[key] = caller()
        return html
