"""Templates of sentences: braces filled, with the English plural or the Korean particle that a value asks for."""

from __future__ import annotations

import re
from string import Formatter

ENDINGS = "|"
"""Between the two endings of which a value asks for one."""
INSIDE = "inside"
"""Asks for a name as it stands inside an English sentence."""
SINGULAR = {"1", "-1"}
UNREAD = re.compile(r"\s*\([^()]*\)\s*$|['\"”’\s]+$")
"""What is not read aloud at the end of a name: a remark in brackets, quotation marks."""
QUOTES = "'\"”’"
"""What closes around a name before its particle."""
PERCENT = re.compile(r"(?<=\d) (?=%)")
HANGUL = re.compile("[가-힣]")
FIRST, FINALS, LIEUL = ord("가"), 28, 8
"""The first Hangul syllable, how many final consonants a syllable may have (none is 0), and the place of ㄹ."""
READ = {"0": "영", "1": "일", "2": "이", "3": "삼", "4": "사", "5": "오", "6": "육", "7": "칠", "8": "팔", "9": "구"}
"""How the last figure of a number is read."""


class _Filler(Formatter):
    """``{runs: run| runs}`` counts, ``{name:은|는}`` takes a Korean particle, ``{name:inside}`` a small letter."""

    def format_field(self, value: object, format_spec: str) -> str:
        """The value and after it the ending that it asks for where two are offered."""
        if format_spec == INSIDE:
            return inside(str(value))
        if ENDINGS not in format_spec:
            return str(super().format_field(value, format_spec))
        one, other = format_spec.split(ENDINGS)
        if HANGUL.search(one):
            quote = one[: len(one) - len(one.lstrip(QUOTES))]
            return f"{value}{quote}{particle(str(value), one.removeprefix(quote), open_=other.removeprefix(quote))}"
        return f"{value}{one if str(value) in SINGULAR else other}"


def filled(template: str, **fields: object) -> str:
    """A template with its braces filled.

    Args:
        template: text with ``{name}`` for a value and ``{name:one|other}`` for a value and the ending it asks for: in
            English after 1 and after any other number, in Korean after a final consonant and after a vowel;
            ``{name:inside}`` for a name that begins no sentence.
        fields: values by name.
    """
    return _Filler().vformat(template, (), fields)


def inside(name: str) -> str:
    """A name with a small first letter, unless it begins with an abbreviation: Steel becomes steel, AI stays AI."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def unbroken(text: str) -> str:
    """A text in which no line begins with %: the space before it does not break."""
    return PERCENT.sub("\u00a0", text)


def particle(name: str, closed: str, *, open_: str) -> str:
    """The form of a Korean particle after a name: one after a final consonant, the other after a vowel.

    What stands in brackets or quotation marks at the end is not read. 로 follows ㄹ as it follows a vowel. After a
    foreign word, which may be read in more than one way, both forms are written.
    """
    said = name
    while (short := UNREAD.sub("", said)) != said:
        said = short
    last = READ.get(said[-1:], said[-1:])
    if not HANGUL.match(last):
        return f"{closed}({open_})"
    final = (ord(last) - FIRST) % FINALS
    return open_ if final == 0 or (final == LIEUL and open_ == "로") else closed
