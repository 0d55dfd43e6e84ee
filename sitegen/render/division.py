"""Where long words of a narrow column may be divided, for browsers that know no hyphenation of their own."""

from __future__ import annotations

import functools
import re

from markupsafe import Markup, escape

PLACE = '<i class="shy"></i>'
"""A place for a hyphen, which the style sheet shows: a character would stand in what readers copy."""

_LONG = {letters: re.compile(rf"[^\W\d_]{{{letters + 1},}}") for letters in range(5, 31)}
# longest first
_PREFIX = re.compile(
    r"(?:"
    r"ventriculo|encephalo|ophthalmo|anaesthe|pharmaco|arterio|cerebro|counter|electro|laryngo|meningo|"
    r"thrombo|cardio|cholan|chrono|contra|cranio|gastro|hepato|hetero|immuno|laparo|morpho|nephro|"
    r"physio|pneumo|psycho|stereo|thermo|acute|after|angio|chemo|cyber|cysto|derma|extra|haemo|histo|"
    r"hydro|hyper|infra|inter|intra|intro|macro|micro|milli|multi|myelo|neuro|ortho|osteo|patho|pelvi|"
    r"photo|proto|radio|retro|rhino|spino|super|supra|thora|trans|ultra|under|anti|auto|cyto|endo|glio|"
    r"hemo|homo|hypo|kilo|mega|meso|meta|mini|mono|onco|over|para|peri|poly|post|pyro|semi|tele|tomo|"
    r"vaso|bio|col|epi|exo|iso|mal|mis|myo|neo|non|oto|pre|pro|sub|syn|tri|uni|uro"
    r")(?!rr)"
)
_SUFFIX = re.compile(
    r"(?:"
    r"fication|surgical|vascular|ception|graphic|logical|oscopic|surgery|ticular|bility|cation|ectomy|"
    r"ential|graphy|logist|mental|opathy|oscopy|ostomy|plasty|rative|sional|tation|tional|tively|ative|"
    r"cency|cious|cular|graph|istic|logic|metry|nance|ology|otomy|pathy|stomy|tical|tious|able|ally|"
    r"ance|cial|cian|ence|gram|hood|ible|ical|itis|less|like|ling|logy|ment|ness|osis|ship|sion|tial|"
    r"tion|tive|tomy|tory|ture|ward|wise|dom|ful|ing|ism|oma|tic"
    r")s?$"
)
_ONSET = r"(?:ch|ph|sh|th|qu|[bcdfgpt][lr]|[bcdfgjklmnpqrstvz])[aeiouy]"
"""What a syllable may begin with."""
_SYLLABLE = re.compile(rf"(?<=[aeiouy][b-df-hj-np-tv-xz])(?={_ONSET})|(?<=[aeiouy])(?={_ONSET})")


def divided(text: str, letters: int) -> str:
    """A text as HTML in which words of more than `letters` letters may be divided; with 0 none are."""
    html = escape(text)
    long = _LONG.get(letters)
    if long is None or not long.search(text):
        return html
    parts = re.split(r"(<[^>]*>|&[^;]*;)", html)
    parts[::2] = [long.sub(lambda word: _divide(word[0]), part) for part in parts[::2]]
    return Markup("".join(parts))  # noqa: S704 - escaped above


@functools.cache
def _divide(word: str) -> str:
    """A word with the places where it may be divided, at least three letters from its ends."""
    places = sorted(_places(word.lower()))
    return PLACE.join(word[start:end] for start, end in zip([0, *places], [*places, len(word)], strict=True))


def _places(word: str) -> set[int]:
    found: set[int] = set()
    if not word.isascii():
        return found
    prefix, suffix = _PREFIX.match(word), _SUFFIX.search(word)
    found |= {place.end() for place in [prefix] if place} | {place.start() for place in [suffix] if place}
    for match in _SYLLABLE.finditer(word):
        if all(abs(match.end() - place) > 2 for place in found):
            found.add(match.end())
    return {place for place in found if 3 <= place <= len(word) - 3}
