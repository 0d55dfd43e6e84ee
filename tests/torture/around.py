"""What stands around the torture programme: pages, news, pictures, long menus and notices, gaps, words that fit nowhere."""

from __future__ import annotations

import io
from collections.abc import Iterator

from tests.torture.words import FORMS, LONG, SUBJECTS

Row = dict[str, object]
COMPOUND = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle"
"""A German word of seventy letters, which no phone holds on a line."""
UNBROKEN = "https://example.org/" + "a-very-long-address-without-end/" * 6
PICTURES = 20
"""In the gallery of the longest article."""
PORTRAITS = 12
"""People with a portrait; the others have none."""
LONG_EN = LONG[0][1].format("Severe head injury")
LONG_ZH = LONG[0][0].format("重型颅脑损伤")


def portrait_of(n: int) -> str | None:
    """The file of a person's portrait: one in ten has one."""
    return f"media/portraits/{n:03}.png" if n % 10 == 0 else None


def around() -> Iterator[tuple[str, str | bytes]]:
    """Files by path, without site.yaml, people, venues and the programme."""
    yield "pages/index-of-everything.zh.md", _page("考验排版的页面", _prose("zh"))
    yield "pages/index-of-everything.en.md", _page("A page to try the layout with", _prose("en"))
    yield "pages/long.zh.md", _page(LONG_ZH, "题目很长，正文只有一句话。")
    yield "pages/long.en.md", _page(LONG_EN, "A long title over one sentence.")
    yield "pages/empty.zh.md", _page("空页", "")
    yield "pages/empty.en.md", _page("An empty page", "")
    yield "pages/chinese-only.zh.md", _page("只有中文的页面", "这一页没有译文。")
    yield from _news()
    for n in range(PORTRAITS):
        yield f"media/portraits/{n * 10:03}.png", _picture(n, 160, 200)
    for n in range(PICTURES):
        yield f"media/visit/{n:02}.png", _picture(n, 360, 160 + 20 * (n % 9))


def menu() -> list[Row]:
    """Seven entries at the top, as many as there may be, one of them with eight below it."""
    below = ["contact", "organisers", "committees", "venue", "index-of-everything", "empty", "chinese-only"]
    return [
        {"page": "programme"},
        {"page": "people"},
        {"page": "news"},
        {
            "label": {"zh": "参会代表须知与常用信息", "en": "Practical information for participants"},
            "menu": [*({"page": key} for key in below), {"page": "long", "label": {"zh": LONG_ZH, "en": LONG_EN}}],
        },
        {"page": "mine"},
        {"page": "search"},
        {"page": "dates"},
    ]  # fmt: skip


def organisations() -> Row:
    """Forty of them, a name of two lines among them, in groups."""
    rows: Row = {
        f"org-{n:02}": {
            "name": {"zh": f"示例{subject[0]}联盟", "en": f"Example alliance for {subject[1].lower()}"},
            **({"url": f"https://org-{n:02}.example.org/"} if n % 2 else {}),
        }
        for n, subject in enumerate(SUBJECTS)
    }
    rows["org-long"] = {"name": {"zh": f"{LONG_ZH}协作组", "en": f"{COMPOUND} of {LONG_EN}"}}
    rows["groups"] = [
        {"title": {"zh": "主办单位", "en": "Hosts"}, "members": ["org-00", "org-long"]},
        {"title": {"zh": "支持单位", "en": "Supporters"}, "level": "gold", "members": [f"org-{n:02}" for n in range(1, 16)]},
    ]  # fmt: skip
    return rows


def committees() -> list[Row]:
    """One of sixty people, one of a single person with a long role."""
    return [
        {
            "id": "great",
            "title": {"zh": "学术委员会", "en": "Scientific committee"},
            "members": [{"person": f"p{n:03}"} for n in range(60)],
        },
        {
            "id": "single",
            "title": {"zh": LONG_ZH, "en": LONG_EN},
            "members": [{"person": "p014", "role": {"zh": LONG_ZH, "en": LONG_EN}}],
        },
    ]


def contact() -> Row:
    """Long labels, long values, and one that is not known yet."""
    return {
        "panels": [
            {
                "title": {"zh": "秘书处", "en": "Secretariat"},
                "lines": [
                    {"kind": "phone", "label": {"zh": LONG_ZH, "en": LONG_EN}, "value": "010-5550-0100转2", "person": "p014"},
                    {"kind": "email", "value": f"{'congress-of-everything-' * 2}at-once@example.org"},
                    {"kind": "address", "value": {"zh": LONG_ZH, "en": f"{COMPOUND} 1, {LONG_EN}"}},
                    {"kind": "email", "value": ""},
                ],
            }
        ]
    }  # fmt: skip


def dates() -> list[Row]:
    """Ten deadlines, each with a title of its own length."""
    return [
        {
            "id": f"deadline-{n}",
            "date": f"2031-0{7 + n // 5}-1{n}",
            "label": {"zh": LONG_ZH[: 6 * n + 4], "en": LONG_EN[: 20 * n + 12].strip()},
        }
        for n in range(10)
    ]


def notice() -> Row:
    """Three lines on a wide screen, a third of a small one."""
    return {"text": {"zh": f"{LONG_ZH}。" * 2, "en": f"{LONG_EN}. {COMPOUND}."}, "level": "warning"}


# ---------------------------------------------------------------- prose and news
def _page(title: str, text: str) -> str:
    return f"---\ntitle: {title!r}\n---\n\n{text}\n"


def _prose(code: str) -> str:
    """Every block Markdown has, each with more in it than fits."""
    zh = code == "zh"
    long, head = (LONG_ZH, "小标题") if zh else (LONG_EN, "A heading")
    cells = [f"{form[0 if zh else 1].format(SUBJECTS[n][0 if zh else 1])}" for n, form in enumerate(FORMS)]
    table = "\n".join(
        [
            "| " + " | ".join(cells) + " |",
            "|---" * len(cells) + "|",
            "| " + " | ".join(["128"] * len(cells)) + " |",
        ]
    )
    return "\n\n".join(
        [
            f"{head} 🧠 {long} 👩‍⚕️ 𠮷 𬭩 䶮 {COMPOUND}",
            f"<{UNBROKEN}>",
            f"## {head} {COMPOUND}",
            f"- {long}\n  - {long}\n    - {long}",
            f"> {long}",
            table,
            f"```\n{UNBROKEN}\n```",
            f"### {long}",
            f"1. {cells[0]}\n2. {COMPOUND}",
            f"`{UNBROKEN}`",
        ]
    )  # fmt: skip


def _news() -> Iterator[tuple[str, str]]:
    """An article of twenty pictures, one of a sentence, and twenty-two that fill a list of two pages."""
    head = "date: 2031-07-20\ngallery: {folder: media/visit}\npeople: [p014, p000]\n"
    text = f'二十幅图片：{LONG_ZH}。\n\n![一幅图](../media/visit/00.png "{LONG_ZH}")'
    english = f'Twenty pictures: {LONG_EN}. {COMPOUND}\n\n![A picture](../media/visit/00.png "{LONG_EN}")'
    yield "news/twenty.zh.md", f"---\ntitle: 图片新闻：{LONG_ZH}\nsubtitle: {LONG_ZH}\n{head}---\n\n{text}\n"
    yield (
        "news/twenty.en.md",
        f"---\ntitle: 'In pictures: {LONG_EN}'\nsubtitle: {LONG_EN!r}\n---\n\n{english}\n",
    )
    for n, (zh, en) in enumerate(SUBJECTS):
        yield f"news/short-{n:02}.zh.md", f"---\ntitle: 简讯：{zh}\ndate: 2031-06-{n + 1:02}\n---\n\n{zh}。\n"
        if n % 4:
            yield f"news/short-{n:02}.en.md", f"---\ntitle: 'In brief: {en}'\n---\n\n{en}.\n"
    for n in range(6):
        yield (
            f"news/older-{n}.zh.md",
            f"---\ntitle: 往年简讯{n}\ndate: 2030-06-{n + 1:02}\n---\n\n第{n}则，一句话。\n",
        )


def _picture(n: int, width: int, height: int) -> bytes:
    """A PNG of two colours, which is soon made smaller."""
    from PIL import Image, ImageDraw

    colours = ("#0b5568", "#a8341f", "#7e5f17", "#33854a", "#6b66b4")
    image = Image.new("RGB", (width, height), colours[n % 5])
    ImageDraw.Draw(image).ellipse(
        (width // 4, height // 4, width // 2, height // 2), fill=colours[(n + 2) % 5]
    )
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()
