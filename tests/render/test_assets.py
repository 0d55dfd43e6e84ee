"""Files of the theme on their way to pages: what is left out of scripts, and where nothing may be."""

from pathlib import Path

import pytest

from sitegen.render.assets import load_assets, shrink_js


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


def test_files_of_a_folder_are_joined_in_the_order_of_their_names(tmp_path: Path) -> None:
    files = {
        "css/20-b.css": "b{}", "css/10-a.css": "a{}", "css/more/x.css": "x{}", "js/one.js": "one();\n",
        "js/site/20-b.js": "b();\n", "js/site/10-a.js": "// a\na();\n", "js/site/notes.txt": "no script",
    }  # fmt: skip
    for name, text in files.items():
        path = tmp_path / "assets" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    assets = load_assets([tmp_path])
    found = {name: assets.data[path].decode() for name, path in assets.paths.items()}
    assert found == {
        "more.css": "x{}", "one.js": "one();\n", "site.css": "a{}b{}", "site.js": "a();\nb();\n",
    }  # fmt: skip
