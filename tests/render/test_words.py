"""Words of the interface: the shipped file, users' files over it, and what templates may do with them."""

import re
from pathlib import Path

import jinja2
import pytest
import yaml
from markupsafe import Markup

from sitegen.problems import Location, Problem, Problems, Severity
from sitegen.render.words import Phrase, Word, Words, load_words
from sitegen.text import Language, Text

ZH = Language("zh", "zh-Hans", "中文", "zh_Hans_CN")
EN = Language("en", "en", "English", "en_GB")
RU = Language("ru", "ru", "Русский", "ru_RU")
ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "templates" / "words.yaml"

SMALL = """\
menu: {zh: 菜单, en: Menu}
programme: {zh: 日程, en: Programme}
kind_forum: {zh: 论坛, en: Forum}
days:
  zh: "{n}天"
  en: {one: "one day", other: "{n} days"}
"""


def read(
    tmp_path: Path, *contents: str, languages: tuple[Language, ...] = (ZH, EN)
) -> tuple[dict[str, Words], list[Problem]]:
    files = []
    for number, content in enumerate(contents):
        files.append(tmp_path / f"words{number}.yaml")
        files[-1].write_text(content, "utf-8")
    problems = Problems()
    return load_words(files, languages, problems), list(problems)


def told(problems: list[Problem], language: str = "en") -> list[str]:
    """file:line: sentence; hint, in the order of places."""
    lines = []
    for problem in problems:
        path, line, _ = problem.location
        lines.append(f"{Path(path).name}:{line}: {'; '.join(filter(None, problem.wording(language)))}")
    return lines


@pytest.fixture(scope="module")
def shipped() -> dict[str, Words]:
    problems = Problems()
    words = load_words([SHIPPED], [ZH, EN], problems)
    assert list(problems) == []
    return words


# ---------------------------------------------------------------- the shipped file
def test_shipped_words_speak_both_languages(shipped: dict[str, Words]) -> None:
    assert shipped["zh"].skip_to_content == "跳到正文"
    assert shipped["en"].skip_to_content == "Skip to content"
    assert set(shipped["zh"]) == set(shipped["en"])


def test_shipped_words_are_in_their_language(shipped: dict[str, Words]) -> None:
    neutral = {"map_osm", "currency_other", "title_separator", "no_value", "number_group", "number_point"}
    for key in shipped["en"]:
        chinese, english = (re.sub(r"\{\w+\}", "", str(getattr(shipped[code], key))) for code in ("zh", "en"))
        assert not re.search("[\u2e80-\u9fff，。：；（）]", english), key
        assert key in neutral or re.search("[\u2e80-\u9fff，、。：；（）“]", chinese), key


def test_no_typed_space_between_han_and_latin(shipped: dict[str, Words]) -> None:
    between = re.compile(r"[\u4e00-\u9fff] (?=[{A-Za-z0-9])|(?<=[}A-Za-z0-9]) [\u4e00-\u9fff]")
    assert [key for key in shipped["zh"] if between.search(str(getattr(shipped["zh"], key)))] == []


def used_words(folder: Path) -> tuple[set[str], set[str]]:
    """Names, and beginnings of names, of all words that templates and modules ask for."""
    names: set[str] = set()
    groups: set[str] = set()
    for file in [*folder.rglob("*.html"), *folder.rglob("*.xml"), *(ROOT / "sitegen").rglob("*.py")]:
        text = file.read_text("utf-8")
        names.update(re.findall(r"(?<![\w.])(?:self\.)?words\.([a-z]\w*)", text))
        groups.update(re.findall(r"words\.of\(\s*[\"'](\w+)[\"']", text))
    return names - {"of", "dates", "size", "yaml"}, groups


STRING_METHODS = {name for name in dir(str) if not name.startswith("_")}


def test_templates_use_words_that_there_are(shipped: dict[str, Words]) -> None:
    names, groups = used_words(ROOT / "templates")
    assert sorted(names - set(shipped["en"]) - STRING_METHODS) == []
    assert sorted(groups - {key.partition("_")[0] for key in shipped["en"]}) == []


def test_b50_every_shipped_word_is_used(shipped: dict[str, Words]) -> None:
    """By its name, as one of a group, by a page that is called so in the menu, or by name in `printing/`."""
    names, groups = used_words(ROOT / "templates")
    for file in (ROOT / "sitegen").rglob("*.py"):
        text = file.read_text("utf-8")
        names.update(name.replace("-", "_") for name in re.findall(r'"page:([\w-]+)', text))
        names.update(re.findall(r"\b(?:words\[[^\]]+\]|own)\.([a-z]\w*)", text))
        groups.update(re.findall(r"\.of\(\s*\"(\w+)\"", text))
        if file.parent.name == "printing" or file.name in {"content.py", "menu.py"}:
            names.update(re.findall(r'"([a-z]\w*)"', text))
    for file in (ROOT / "templates").rglob("*.*"):
        if file.suffix in {".html", ".txt", ".typ"}:
            names.update(
                re.findall(r"\bwords(?:_of)?(?:[\[(][^\])]+[\])])?\.([a-z]\w*)", file.read_text("utf-8"))
            )
    starts = tuple(f"{group}_" for group in groups)
    assert [key for key in shipped["en"] if key not in names and not key.startswith(starts)] == []


# ---------------------------------------------------------------- merging
def test_a_later_file_overrides_by_key_and_language(tmp_path: Path) -> None:
    words, problems = read(tmp_path, SMALL, "menu: {en: Contents}\nprogramme: Agenda\n")
    assert problems == []
    assert (words["zh"].menu, words["en"].menu) == ("菜单", "Contents")
    assert (words["zh"].programme, words["en"].programme) == ("Agenda", "Agenda")
    assert words["en"].days(n=1) == "one day"


def test_b50_a_missing_language_is_an_error_at_the_key(tmp_path: Path) -> None:
    words, problems = read(tmp_path, SMALL.replace("Programme", "").replace("en: Forum", "en: ~"))
    path = (tmp_path / "words0.yaml").as_posix()
    values = (("key", "programme"), ("language", "en"))
    assert problems[0] == Problem(Location(path, 2, 1), "words-missing", Severity.error, values)
    assert told(problems) == [
        f"words0.yaml:{line}: the word “{key}” has no “en”; "
        f"add it to the words.yaml of your template folder: {key}: {{en: …}}"
        for line, key in ((2, "programme"), (3, "kind_forum"))
    ]
    assert words["en"].programme == "日程"


def test_a_language_without_any_words_is_told_once(tmp_path: Path) -> None:
    words, problems = read(tmp_path, SMALL, languages=(ZH, RU))
    assert [(problem.code, problem.values) for problem in problems] == [
        ("words-no-language", (("language", "ru"),))
    ]
    assert words["ru"].menu == "菜单"


def test_b50_codes_are_of_the_site_or_shipped(tmp_path: Path) -> None:
    own = "menu: {zh: 目录, en: Contents}\nprogramme: {cn: 议程, en-GB: Agenda, zh_hans: 议程}\n"
    _, problems = read(tmp_path, SMALL, own, languages=(ZH,))
    assert told(problems) == [
        "words1.yaml:2: “cn” is not the code of a language of this site; did you mean zh?",
        "words1.yaml:2: “en-GB” is not the code of a language of this site; did you mean en?",
        "words1.yaml:2: “zh_hans” is not the code of a language of this site; did you mean zh?",
    ]
    assert all(problem.severity is Severity.error for problem in problems)


def test_b50_a_near_code_is_suggested(tmp_path: Path) -> None:
    hant = Language("zh-hant", "zh-Hant", "繁體中文", "zh_Hant_TW")
    default, own = "menu: {zh: 菜单, en: Menu}\n", "menu: {zh_hant: 選單, zh-hant: 選單}\n"
    _, problems = read(tmp_path, default, own, languages=(ZH, hant))
    assert told(problems) == [
        "words1.yaml:1: “zh_hant” is not the code of a language of this site; did you mean zh-hant?"
    ]
    assert told(problems, "zh") == ["words1.yaml:1: “zh_hant”不是本站的语言代码; 是不是想写“zh-hant”？"]


def test_b50_a_word_that_no_template_uses_is_warned_of(tmp_path: Path) -> None:
    own = "programe: {zh: 议程, en: Agenda}\nkind_salon: {zh: 沙龙, en: Salon}\n"
    words, problems = read(tmp_path, SMALL, own)
    assert told(problems) == ["words1.yaml:1: no template uses the word “programe”; did you mean programme?"]
    assert problems[0].severity is Severity.warning
    assert words["en"].programe == "Agenda"
    assert words["en"].of("kind", "salon") == "Salon"


def test_b50_words_of_the_users_own_templates_are_used(tmp_path: Path) -> None:
    for name, text in (
        ("pages/x.html", "{{ words.motto }}{{ words.of('gate', id) }}"),
        ("pages/y.md", "words.not_this"),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    own = "".join(f"{key}: {{zh: 甲, en: A}}\n" for key in ("motto", "gate_north", "gates", "not_this"))
    _, problems = read(tmp_path, SMALL, own)
    assert [dict(problem.values)["key"] for problem in problems] == ["gates", "not_this"]


BRACES = "is not closed, or holds more than a name; write a brace that is to be seen twice: {{ or }}"
TIME = "has an unknown name in braces; it may use {h}, {h0}, {h12}, {hour}, {minute}, {period}"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("days: {zh: 若干天}", "1: “days” must have {n}, and no others"),
        ("days: {en: {one: '{m}', other: '{n} days'}}", "1: “days” must have {n}, and no others"),
        ("menu: {en: 'Menu {n}'}", "1: “menu” has nothing to fill in, so no braces"),
        ("days: {en: {one: one day}}", "1: “days” lacks the plural form “other”"),
        ("days: {en: {on: x, other: '{n}'}}", "1: “on” is not the name of a plural form; did you mean one?"),
        ("menu: {en: 'Menu {'}", "1: a brace in “menu” " + BRACES),
        ("days: {en: '{n.real} days'}", "1: a brace in “days” " + BRACES),
        ("menu: [Menu]", "1: “menu” needs a text for each language; for example menu: {zh: …, en: …}"),
        ("date_patterns: {en: {dya: x}}", "1: there is no date pattern “dya”; did you mean day?"),
        ("date_patterns: {en: {time: '{hours}'}}", "1: the date pattern “time” " + TIME),
    ],
)  # fmt: skip
def test_mistakes(tmp_path: Path, content: str, sentence: str) -> None:
    dates = "date_patterns: {zh: {day: x, time: x}, en: {day: x, time: x}}\n"
    _, problems = read(tmp_path, SMALL + dates, content + "\n")
    assert told(problems) == [f"words1.yaml:{sentence}"]
    assert problems[0].severity is Severity.error
    assert all(problem.wording("zh")[0] for problem in problems)


def test_names_that_words_has_itself_are_refused(tmp_path: Path) -> None:
    own = "dates: {zh: 日期, en: Dates}\nof: {zh: 的, en: of}\nMenu: {zh: 菜单, en: Menu}\n"
    _, problems = read(tmp_path, SMALL, own)
    assert [(p.code, p.location.line) for p in problems if p.severity is Severity.error] == [
        ("words-bad-key", 1), ("words-bad-key", 2), ("words-bad-key", 3),
    ]  # fmt: skip


# ---------------------------------------------------------------- use
def test_b40_plurals_follow_the_language(tmp_path: Path) -> None:
    own = 'days: {ru: {one: "{n} день", few: "{n} дня", other: "{n} дней"}}\n'
    own += "menu: {ru: Меню}\nprogramme: {ru: Программа}\nkind_forum: {ru: Форум}\n"
    words, problems = read(tmp_path, SMALL, own, languages=(ZH, EN, RU))
    assert problems == []
    assert [words["en"].days(n=n) for n in (0, 1, 2)] == ["0 days", "one day", "2 days"]
    assert [words["ru"].days(n=n) for n in (1, 3, 5, 21)] == ["1 день", "3 дня", "5 дней", "21 день"]
    assert words["zh"].days(n=1) == "1天"


def test_b40_numbers_of_hours(shipped: dict[str, Words]) -> None:
    hours = shipped["en"].credit_hours
    assert [hours(n=n) for n in (1, 1.0, 3.0, 0.5)] == ["1 hour", "1 hour", "3 hours", "0.5 hours"]


def test_b40_words_that_count_have_their_forms() -> None:
    words = yaml.safe_load(SHIPPED.read_text("utf-8"))
    forms = {
        key: row for key, row in words.items() if key != "date_patterns" and isinstance(row.get("en"), dict)
    }
    assert {tuple(row["en"]) for row in forms.values()} == {("one", "other")}
    assert {type(row["zh"]) for row in forms.values()} == {str}  # Chinese has one form
    # the number of something, not how many of it; or always of many
    single = {key for key, row in words.items() if "{n}" in str(row) and key not in forms}
    assert single == {
        "day_of_days", "floor", "footnote_back", "mine_link_short", "mine_shared_gone", "news_description", "news_page",
            "photo_number", "photos_page",
        "search_results_also", "table",
    }  # fmt: skip


def test_words_of_a_group(shipped: dict[str, Words]) -> None:
    assert shipped["zh"].of("status", "moved") == "有调整"
    assert shipped["en"].of("language", "zh-Hant") == "Traditional Chinese"
    assert shipped["en"].of("roles", "chair", n=1) == "Chair"
    assert shipped["en"].of("roles", "chair", n=2) == "Chairs"
    assert "status_moved" in shipped["en"]
    assert "status_lost" not in shipped["en"]


def test_b50_a_word_that_is_not_there_is_never_shown(shipped: dict[str, Words]) -> None:
    with pytest.raises(AttributeError, match=r"words\.yaml has no “menue”"):
        _ = shipped["en"].menue
    strict = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=True)
    template = strict.from_string("{{ words.menue }}")
    with pytest.raises(jinja2.UndefinedError):
        template.render(words=shipped["en"])


def test_a_phrase_is_never_shown_with_its_gaps(shipped: dict[str, Words]) -> None:
    words = shipped["en"]
    assert isinstance(words.moved_from, Phrase)
    assert str(words.moved_from) == "Moved from {when}"
    with pytest.raises(TypeError, match=r"words\.moved_from wants when"):
        words.moved_from()
    template = jinja2.Environment(autoescape=True).from_string("{{ words.moved_from }}")
    with pytest.raises(TypeError, match=r"words\.moved_from wants when"):
        template.render(words=words)


def test_values_are_escaped_and_keep_their_language(shipped: dict[str, Words]) -> None:
    words = shipped["en"]
    foreign = Text("<张三>", ZH, EN)
    shown = words.feed_title(site=foreign)
    assert isinstance(shown, Markup)
    assert shown == '<span lang="zh-Hans">&lt;张三&gt;</span>: news'
    plain = words.feed_title(site="<x>")
    assert not isinstance(plain, Markup)
    assert plain == "<x>: news"
    assert words.moved_from(when=words.dates.time(510)) == ('Moved from <span class="nb">08:30</span>')


def test_words_join_and_compare_as_text(shipped: dict[str, Words]) -> None:
    source = "{{ items | join(words.comma) }}|{{ words.menu ~ '&' }}"
    template = jinja2.Environment(autoescape=True).from_string(source)
    items = [Markup("<b>1</b>"), "<2>"]
    assert template.render(items=items, words=shipped["zh"]) == "<b>1</b>、&lt;2&gt;|菜单&amp;"
    assert type(shipped["zh"].menu) is Word
    assert shipped["zh"].menu() == "菜单"
