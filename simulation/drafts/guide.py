"""Words of the spreadsheet: how it is filled in, and what each option means."""

from __future__ import annotations

from simulation.drafts.layout import ITEMS, OPTIONS, PARENT, SETTINGS
from simulation.errors import Text
from simulation.scenario.explained import meaning_of
from simulation.texts import Say

say = Say("spreadsheet")
OWN = {
    PARENT: Text("바탕이 되는 시나리오", "the scenario it builds on"),
    "name.ko": Text("이름(한국어)", "title in Korean"),
    "name.en": Text("이름(영어)", "title in English"),
    "summary.ko": Text("요약(한국어)", "summary in Korean"),
    "summary.en": Text("요약(영어)", "summary in English"),
}


def guide_lines(language: str) -> list[str]:
    """How the spreadsheet is filled in, line by line."""
    return say("guide", language, settings=SETTINGS, items=ITEMS, options=OPTIONS).split("\n")


def setting_meaning(key: str, language: str) -> str:
    """What an option of the scenario means, in one line."""
    return OWN[key].in_language(language) if key in OWN else meaning_of(key, language)
