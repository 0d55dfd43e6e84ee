"""Which file of the site a request is for."""

import pytest

from sitegen.serve.answers import Answer, answer, content_type

FILES = {
    "index.html",
    "404.html",
    "zh/index.html",
    "zh/404.html",
    "zh/a b/index.html",
    "zh/会议/index.html",
    "en/index.html",
    "assets/site.1.css",
    "2023/hotel.html",
}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", Answer(file="index.html")),
        ("/zh/", Answer(file="zh/index.html")),
        ("/zh", Answer(location="/zh/")),
        ("/zh/index.html", Answer(file="zh/index.html")),
        ("/zh/a%20b", Answer(location="/zh/a%20b/")),
        ("/zh/%E4%BC%9A%E8%AE%AE/", Answer(file="zh/会议/index.html")),
        ("/assets/site.1.css", Answer(file="assets/site.1.css")),
        ("/2023/hotel.html", Answer(file="2023/hotel.html")),
        ("/assets/", Answer(not_found="404.html")),
        ("/assets", Answer(not_found="404.html")),
        ("/zh/nothing/", Answer(not_found="zh/404.html")),
        ("/zh/nothing/at/all", Answer(not_found="zh/404.html")),
        ("/en/nothing/", Answer(not_found="404.html")),
        ("/ZH/", Answer(not_found="404.html")),
    ],
)
def test_an_address_leads_to_its_file(path: str, expected: Answer) -> None:
    assert answer(path, FILES) == expected


@pytest.mark.parametrize(
    "path",
    [
        "/../index.html",
        "/../../etc/passwd",
        "/zh/../index.html",
        "/zh/..",
        "/%2e%2e/index.html",
        "/%2E%2E%2Findex.html",
        "/..%2findex.html",
        "/%252e%252e/index.html",
        "/..%5cindex.html",
        "/..\\index.html",
        "/zh/....//index.html",
        "/./index.html",
        "//zh/",
        "//evil.example/zh",
        "/zh//index.html",
        "/%c0%ae%c0%ae/index.html",
        "/..;/index.html",
        "/zh/index.html%00.css",
        "../index.html",
        "index.html",
        "http://evil.example/zh/",
        "",
        "*",
    ],
)
def test_no_way_leads_out_or_around(path: str) -> None:
    found = answer(path, FILES)
    assert (found.file, found.location) == ("", "")


def test_a_site_may_stand_under_a_prefix() -> None:
    assert answer("/", FILES, "/2027/") == Answer(location="/2027/")
    assert answer("/2027", FILES, "/2027/") == Answer(location="/2027/")
    assert answer("/2027/", FILES, "/2027/") == Answer(file="index.html")
    assert answer("/2027/zh", FILES, "/2027/") == Answer(location="/2027/zh/")
    assert answer("/zh/", FILES, "/2027/") == Answer(not_found="404.html")
    assert answer("/20270/zh/", FILES, "/2027/") == Answer(not_found="404.html")


def test_a_site_without_a_page_for_what_is_missing() -> None:
    assert answer("/x", {"index.html"}) == Answer()


def test_content_types_do_not_depend_on_the_system() -> None:
    expected = {
        "a.html": "text/html; charset=utf-8",
        "a.css": "text/css; charset=utf-8",
        "a.js": "text/javascript; charset=utf-8",
        "a.xml": "application/xml; charset=utf-8",
        "a.ics": "text/calendar; charset=utf-8",
        "a.webmanifest": "application/manifest+json; charset=utf-8",
        "a.AVIF": "image/avif",
        "a.webp": "image/webp",
        "a.svg": "image/svg+xml; charset=utf-8",
        "a.woff2": "font/woff2",
        "a.unheard-of": "application/octet-stream",
    }
    assert {file: content_type(file) for file in expected} == expected
