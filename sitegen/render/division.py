"""Where long words of a narrow column may be divided, for browsers that know no hyphenation of their own."""

from __future__ import annotations

import functools
import re

from markupsafe import Markup, escape

PLACE = '<i class="shy"></i>'
"""A place for a hyphen, shown by the style sheet: as a character it would stand in what readers copy and search."""

_LONG = {letters: re.compile(rf"[^\W\d_]{{{letters + 1},}}") for letters in range(5, 31)}
_FIRST = (
    "anaesthe acute after angio anti arterio auto bio cardio cerebro chemo cholan chrono col contra counter cranio cyber "
    "cysto cyto derma electro encephalo endo epi exo extra gastro glio haemo hemo hepato hetero histo homo hydro hyper "
    "hypo immuno infra inter intra intro iso kilo laparo laryngo macro mal mega meningo meso meta micro milli mini mis "
    "mono morpho multi myelo myo neo nephro neuro non onco ophthalmo ortho osteo oto over para patho pelvi peri pharmaco "
    "photo physio pneumo poly post pre pro proto psycho pyro radio re retro rhino semi spino stereo sub super supra "
    "syn tele thermo thora thrombo tomo trans tri ultra un under uni uro vaso ventriculo"
).split()
_LAST = (
    "able ally ance ative bility cation cency ception cial cian cious cular dom ectomy ence ential fication ful gram "
    "graph graphic graphy hood ible ical ing ism istic itis less like ling logic logical logist logy ment mental metry "
    "nance ness ology oma opathy osis oscopic oscopy ostomy otomy pathy plasty rative ship sion sional stomy surgery "
    "surgical tation tial tic tical ticular tion tional tious tive tively tomy tory ture vascular ward wise"
).split()
_PREFIX = re.compile(f"(?:{'|'.join(sorted(_FIRST, key=len, reverse=True))})(?!rr)")
_SUFFIX = re.compile(f"(?:{'|'.join(sorted(_LAST, key=len, reverse=True))})s?$")
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
