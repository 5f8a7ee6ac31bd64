"""The tables of both READMEs, and of the answers in detail, say what the kept results say.

``python tests/house/test_readme_tables.py`` writes them anew after the results of the gallery were.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from simulation.errors import LANGUAGES, Text
from simulation.report.page.target_tables import crossed_note
from simulation.report.page.words import word
from simulation.report.style import number, span

ROOT = Path(__file__).parents[2]
GALLERY = ROOT / "results" / "gallery"
PAGES = {
    "targets": {"en": ROOT / "README.md", "ko": ROOT / "README.ko.md"},
    "claims": {"en": ROOT / "docs" / "answers.md", "ko": ROOT / "docs" / "answers.ko.md"},
}
BEGIN, END = "<!-- {name}: python tests/house/test_readme_tables.py -->", "<!-- end of table -->"
PLACES = ("changwon", "ansan")
MANY = 3
"""Readings of one target beyond which they share a row."""
RULE = "|---|---|---|---|---|"
WORDS = {
    "targets": Text(
        "| 발표 목표 | 해석 | 시행 시 확률 | 미시행 시 확률 | 시행 시 중앙값 [80 % 구간], 반복 {runs}회 |\n" + RULE,
        "| announced | reading | with the programme | without | median with (80 % band), {runs} runs |\n" + RULE,
    ),
    "claims": Text(
        "| 발표 내용 | 창원 | 안산 |\n|---|---|---|", "| announced | Changwon | Ansan |\n|---|---|---|"
    ),
    "plain": Text("{year}년 말", "stock, end of {year}"),
    "readings": Text("{count}가지 해석", "{count} readings"),
    "by_reading": Text("해석별 {span}", "{span}, by reading"),
    "pairs": Text(", {runs}쌍", ", {runs} pairs"),
    "demand": Text("외부 수요 연 {value} % 이상", "demand +{value} % a year at least"),
    "best": Text("최고 {value} %", "best run {value} % of it"),
    "free": Text("사업 없이도 절반 이상 달성", "half meet it without"),
    "half": Text("절반 이상 달성", "half meet it"),
    "times": Text("효과 {value}배", "{value} times its effect"),
    "never": Text("몇 배로도 안 됨", "no multiple would do"),
    "jobs": Text("차이 {value}명", "{value} jobs"),
    "points": Text("차이 {value} %p", "{value} points"),
}  # fmt: skip


def said(key: str, language: str, **values: object) -> str:
    return WORDS[key].in_language(language).format(**values)


def ranged(values: list[float], language: str, *, decimals: int = 0) -> str:
    """From the lowest to the highest of some numbers, once where they read alike."""
    texts = list(dict.fromkeys(number(each, language, decimals=decimals) for each in (min(values), max(values))))
    return span(*texts, language=language) if len(texts) > 1 else texts[0]


def likely(rows: pd.DataFrame, language: str) -> str:
    """Probability in percent with its interval, of one reading or from the lowest to the highest of several."""
    percent = (100.0 * rows[["probability", "low", "high"]]).astype(float)
    return (
        f"{ranged(percent['probability'].tolist(), language)} % "
        f"({span(number(percent['low'].min(), language), number(percent['high'].max(), language), language=language)})"
    )


def few_digits(value: float) -> int:
    """Decimals that leave about two digits."""
    return 0 if value >= 10.0 else 1 if value >= 1.0 else 2


def target_rows(language: str) -> str:
    """One line a reading, or a line a target that has many, from the kept table of the default run."""
    kept = pd.read_csv(GALLERY / "smart_complex_targets.csv", dtype={"key": str})
    open_brackets = "[]" if language == "ko" else "()"
    lines = [said("targets", language, runs=int(kept["n"].max()))]
    for _, rows in kept[kept["testable"] == "yes"].groupby("key", sort=False):
        first = rows.iloc[0]
        if len(rows) > MANY:
            middle = span(
                *(number(each, language, decimals=few_digits(each)) for each in (rows["q50"].min(), rows["q50"].max())),
                language=language,
            )
            reading = said("readings", language, count=len(rows))
            cells = [
                first[f"name_{language}"],
                reading,
                likely(rows, language),
                "-",
                said("by_reading", language, span=middle),
            ]
            lines.append("| " + " | ".join(cells) + " |")
            continue
        for place, (_, row) in enumerate(rows.iterrows()):
            plain = said("plain", language, year=int(row["at"]))
            reading = plain if pd.isna(row[f"reading_{language}"]) else str(row[f"reading_{language}"])
            decimals = 1 if row["unit"] == "조원" else 0
            low, middle, high = (number(row[name], language, decimals=decimals) for name in ("q10", "q50", "q90"))
            band = open_brackets[0] + span(low, high, language=language) + open_brackets[1]
            without = f"{number(100.0 * row['probability_without'], language)} %"
            cells = [first[f"name_{language}"] if place == 0 else "", reading, likely(rows.loc[[row.name]], language)]
            lines.append("| " + " | ".join([*cells, without, f"{middle} {band}"]) + " |")
    return "\n".join([*lines, *(f"\n{word('remark', language)}: {each}." for each in crossed_note(kept, language))])


def condition(rows: pd.DataFrame, language: str) -> str:
    """What would have to be true, or how large the difference is that a claim compares, in a few words."""
    row = rows.iloc[0]
    if pd.isna(row["multiple"]):
        jobs = str(row["reading_en"]).startswith("more jobs")
        decimals, sign = (0, "+" if row["q50"] > 0.0 else "") if jobs else (2, "")
        low, middle, high = (number(row[name], language, decimals=decimals) for name in ("q10", "q50", "q90"))
        return said(
            "jobs" if jobs else "points", language, value=f"{sign}{middle} ({span(low, high, language=language)})"
        )
    if row["method"] == "paths":
        if row["met"] > 0:
            return said("demand", language, value=number(row["growth_least"], language, decimals=1))
        return said("best", language, value=number(row["best"], language))
    times = rows["multiple"].tolist()
    if max(times) <= 0.0:
        return said("free", language)
    if max(times) <= 1.0:
        return said("half", language)
    finite = [each for each in times if each < float("inf")]
    if not finite:
        return said("never", language)
    low, high = (number(each, language, decimals=min(1, few_digits(each))) for each in (min(finite), max(finite)))
    return said("times", language, value=low if low == high else span(low, high, language=language))


def claim_cell(rows: pd.DataFrame, language: str) -> str:
    if rows.empty:
        return "-"
    row = rows.iloc[0]
    decimals = 0 if row["value"] >= 10.0 else 1
    asked = f"{number(row['value'], language, decimals=decimals)}: " if row["in_proportion"] else ""
    runs = said("pairs", language, runs=int(row["n"])) if row["n"] > 16 else ""
    return f"{asked}{likely(rows, language)}{runs}; {condition(rows, language)}"


def claim_rows(language: str) -> str:
    """One line a reading of every claim that is testable, both complexes side by side."""
    kept = pd.read_csv(GALLERY / "claims.csv")
    kept = kept[kept["testable"] == "yes"].fillna({"reading_ko": "", "reading_en": ""})
    lines = [WORDS["claims"].in_language(language)]
    for _, claim in kept.groupby("target", sort=False):
        readings = [rows for _, rows in claim.groupby("reading_en", sort=False)]
        for rows in [claim] if len(readings) > MANY else readings:
            reading = (
                said("readings", language, count=len(readings))
                if len(readings) > MANY
                else rows.iloc[0][f"reading_{language}"]
            )
            name = f"{rows.iloc[0][f'name_{language}']}{': ' if reading else ''}{reading}"
            cells = [claim_cell(rows[rows["place"] == place], language) for place in PLACES]
            lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


TABLES = {"targets": target_rows, "claims": claim_rows}


def marks(name: str) -> tuple[str, str]:
    return BEGIN.format(name=name), END


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_the_readme_is_that_of_the_kept_results(name: str, language: str) -> None:
    begin, end = marks(name)
    shown = PAGES[name][language].read_text(encoding="utf-8").split(begin)[1].split(end)[0].strip()
    assert shown == TABLES[name](language), "python tests/house/test_readme_tables.py writes the tables anew"


def test_several_readings_share_a_row_from_the_lowest_to_the_highest() -> None:
    rows = pd.DataFrame({"probability": [0.0, 0.0625], "low": [0.0, 0.01], "high": [0.19, 0.28]})
    assert likely(rows, "en") == "0 to 6 % (0 to 28)"
    assert likely(rows.iloc[[1]], "ko") == "6 % (1~28)"


@pytest.mark.parametrize(
    ("median", "probability", "told"), [(3015.0, 0.40, 1), (2990.0, 0.40, 0), (3015.0, 0.55, 0), (2990.0, 0.55, 1)]
)
def test_a_median_on_the_other_side_of_its_target_says_what_to_quote(
    median: float, probability: float, told: int
) -> None:
    row = {"target": "t", "name_en": "3,000 tenants", "testable": "yes", "value": 3000.0, "n": 16}
    assert len(crossed_note(pd.DataFrame([{**row, "q50": median, "probability": probability}]), "en")) == told


FOUND = {"method": "draws", "multiple": 3.55, "met": 3, "best": 170.7, "reading_en": "", "growth_least": 5.43}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, "3.5 times its effect"),
        ({"multiple": 0.0}, "half meet it without"),
        ({"multiple": 0.8}, "half meet it"),
        ({"multiple": 43.2}, "43 times its effect"),
        ({"multiple": float("inf")}, "no multiple would do"),
        ({"method": "paths"}, "demand +5.4 % a year at least"),
        ({"method": "paths", "met": 0}, "best run 171 % of it"),
    ],
)
def test_what_would_have_to_be_true_is_said_in_a_few_words(changed: dict[str, object], words: str) -> None:
    assert condition(pd.DataFrame([FOUND | changed]), "en") == words


if __name__ == "__main__":
    for title, table in TABLES.items():
        start, stop = marks(title)
        for tongue, page in PAGES[title].items():
            head, rest = page.read_text(encoding="utf-8").split(start)
            text = f"{head}{start}\n\n{table(tongue)}\n\n{stop}{rest.split(stop, 1)[1]}"
            page.write_text(text, encoding="utf-8")
