"""Files of the theme on their way to pages: what is left out of scripts, and where nothing may be."""

import pytest

from sitegen.render.assets import shrink_js


@pytest.mark.parametrize(
    ("script", "shrunk"),
    [
        ("// a `b`\n(function () {\n  x(); // y\n\n  // z\n})();\n", "(function () {\nx(); // y\n})();\n"),
        ("  var a = '// no comment';\r\n\t//b\r\nc", "var a = '// no comment';\r\nc"),
        ("  a(); /* b */\n", "a(); /* b */\n"),
        ("a = `\n  // text\n`;\n", "a = `\n  // text\n`;\n"),
        ("a = 'b\\\n  // c';\n", "a = 'b\\\n  // c';\n"),
        ("/* a\n  // b */\n", "/* a\n  // b */\n"),
    ],
)
def test_scripts_lose_lines_of_comment_where_that_is_safe(script: str, shrunk: str) -> None:
    assert shrink_js(script.encode()) == shrunk.encode()
