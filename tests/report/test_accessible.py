"""The page can be read by everybody: language, headings in order, texts for pictures, heads of tables, contrast."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

LEAST_CONTRAST = 4.5
"""Of text on its ground: WCAG 2.2, level AA."""


class Page(HTMLParser):
    """What a reader that cannot see the page is told."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module", params=["ko", "en"])
def page(request, small):
    text = (small.folder / f"report.{request.param}.html").read_text(encoding="utf-8")
    return request.param, text, Page(text)


def test_language_and_title_are_told(page):
    language, text, read = page
    assert read.all("html")[0]["lang"] == language
    assert re.search("<title>[^<]+</title>", text)


def test_headings_go_down_one_step_at_a_time(page):
    _language, _text, read = page
    levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(second - first <= 1 for first, second in pairwise(levels))


def test_every_picture_has_a_text(page):
    _language, _text, read = page
    assert read.all("img")
    assert all((each.get("alt") or "").strip() for each in read.all("img"))


def test_every_table_has_a_caption_and_heads_with_a_scope(page):
    _language, _text, read = page
    assert len(read.all("caption")) == len(read.all("table")) > 10
    assert {each.get("scope") for each in read.all("th")} <= {"col", "row", "colgroup"}
    assert len(read.all("main")) == len(read.all("nav")) == 1


def test_names_in_the_page_are_there_and_there_once(page):
    _language, _text, read = page
    names = [attributes["id"] for _, attributes in read.tags if "id" in attributes]
    assert len(names) == len(set(names))
    assert {(each["href"] or "#")[1:] for each in read.all("a")} <= set(names)


def test_nothing_is_asked_from_outside(page):
    _language, text, read = page
    for attribute in ("src", "href", "srcset", "data", "action"):
        held = [str(attributes[attribute]) for _, attributes in read.tags if attribute in attributes]
        assert all(each.startswith(("data:", "#")) for each in held)
    assert not re.search(r"@import|url\((?!data:)|<script|<link|<iframe", text)


def luminance(colour: str) -> float:
    """Relative luminance of a colour, as WCAG defines it."""
    digits = colour.lstrip("#")
    digits = "".join(each * 2 for each in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_counted_as_the_standard_counts_it():
    assert contrast("#000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_every_text_stands_out_from_every_ground(page):
    _language, text, _read = page
    style = text[text.index("<style>") : text.index("</style>")]
    inks = set(re.findall(r"(?<![-\w])color:\s*(#[0-9a-fA-F]{3,6})", style))
    grounds = set(re.findall(r"background(?:-color)?:\s*(#[0-9a-fA-F]{3,6})", style))
    assert inks
    assert grounds
    worst = min((contrast(ink, ground), ink, ground) for ink in inks for ground in grounds)
    assert worst[0] >= LEAST_CONTRAST, worst
