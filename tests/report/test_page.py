"""The report page: whole, in both languages, with nothing asked from outside and no word it must not contain."""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO

import numpy as np
import pandas as pd
import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageColor

import simulation as sim
from simulation.outcomes.impact import effect_by_measure
from simulation.outcomes.metrics import over
from simulation.report.appraisal import net_lines
from simulation.report.map import DEEPER, SHALLOWEST, STEPS, _tint
from simulation.report.page import area_tables, doubt_tables, effect_tables, net_tables, tables, target_tables
from simulation.report.page.colours import in_few_colours
from simulation.report.page.effect_tables import impact_table
from simulation.report.page.net_tables import net_table, people_gains
from simulation.report.page.page import SCREEN_DPI, _breakable, render
from simulation.report.page.questions import late_answer, question_lines
from simulation.report.page.shells import Contents, Table, is_number
from simulation.report.page.summary import quote_box, summary_lines
from simulation.report.page.values import values_table
from simulation.report.page.words import PAGE
from simulation.report.result import Result
from simulation.report.style import ALTERNATIVES, BLUE, GREEN, ORANGE, amounts, number
from simulation.report.words import outlook_name
from simulation.wording import inside
from tests.pages import FORBIDDEN, read_page
from tests.report.read_aloud import MOST_SYLLABLES, NESTED, sentences, syllables
from tests.white import pictures_left_white

LARGEST = 3_000_000
NO_JOBS = ("table_costs", "table_reference", "table_layers", "table_targets", "table_conditions", "table_verified",
           "table_assumptions", "table_glossary", "table_ranking")  # fmt: skip
"""Tables that name jobs and count something else: money a job, shares, readings of targets, scores, terms."""


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_page_stands_alone(small: Result, language: str) -> None:
    assert small.folder is not None
    page = (small.folder / f"report.{language}.html").read_text(encoding="utf-8")
    assert len(page.encode()) < LARGEST
    asked = re.findall(r'(?:src|href)="([^"]{0,12})', page) + re.findall(r"url\((?!data:)|@import|<script", page)
    assert all(address.startswith(("data:image", "#")) for address in asked)
    assert not [wrong for wrong in FORBIDDEN if wrong in page]
    assert "nan" not in re.sub(r"data:image[^\"]*", "", page).lower().replace("governance", "").split()


def test_figures_stand_to_the_right_and_words_to_the_left() -> None:
    figures = ["1,234", "△670 [△1,183~△444]", "-5", "+0.91", "0 % (0~19)", "-", "…", "−3", "390개사 [71~934]"]
    figures += ["69.6 trillion KRW [39.3 to 81.3]", "△9~△3", "0.2 to 2"]
    assert [cell for cell in figures if not is_number(cell)] == []
    words = [
        "판정 유보(반복 부족)",
        "share",
        "Withheld: too few runs",
        "백만원/명",
        "2020년 산업연관표(실측표)",
        "2019-09",
        "",
    ]
    assert [cell for cell in words if is_number(cell)] == []


def test_values_of_programmes_are_said_by_name_and_in_the_unit_of_the_page(small: Result) -> None:
    """150억 are 15 billion; what a file calls state, construction or true has a name, and no brace is left."""
    said = {}
    for language in ("ko", "en"):
        table = values_table(small, language)
        assert table is not None
        said[language] = [row[1] for row in table.rows]
        assert not [text for text in said[language] if re.search(r"[{}]|\bstate\b|true|_", text)]
    assert "연도별 금액(억원) 2019: 150, 2020: 150, 2021: 150; 재원 국비: 0.7, 도비: 0.15, 시비: 0.15" in said["ko"][3]
    assert "billion KRW by year 2019: 15, 2020: 15, 2021: 15; who pays State funds: 0.7" in said["en"][3]
    capped = "단계별 한도(억원, 연도별 가능) 2019 (1: 1.4, 2: 2.1, 3: 4.2), 2022 (1: 0.7, 2: 2.8, 3: 5.6)"
    assert capped in said["ko"]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_line_of_a_page_begins_with_a_percent_sign(small: Result, language: str) -> None:
    """The space before it does not break."""
    assert small.folder is not None
    page = (small.folder / f"report.{language}.html").read_text(encoding="utf-8")
    assert re.search(r"\d\u00a0%", page)
    assert not re.search(r"\d %", re.sub(r'"data:[^"]*"', "", page))


def test_a_band_in_a_cell_may_go_on_in_the_next_line() -> None:
    """On paper a table that cannot break its bands is wider than the page, and the browser shrinks every letter."""
    assert _breakable("<12> [3~45]") == '&lt;12&gt; <span class="band">[3~<wbr>45]</span>'
    assert _breakable("취업유발(명·년)") == '취업유발<span class="unit">(명·년)</span>'


def test_a_series_keeps_its_colour_inside_the_page() -> None:
    """A thin line of every series before a crowded ground of other shades: each colour stays its own."""
    rng = np.random.default_rng(7)
    ground = rng.integers(190, 256, size=(200, 300, 3), dtype=np.uint8)
    marks = [mark.colour for mark in ALTERNATIVES]
    for row, colour in enumerate(marks):
        ground[20 * row + 5, :60] = ImageColor.getrgb(colour)
    shown = np.asarray(in_few_colours(Image.fromarray(ground)).convert("RGB"), dtype=int)
    for row, colour in enumerate(marks):
        assert np.array_equal(shown[20 * row + 5, :60], np.broadcast_to(ImageColor.getrgb(colour), (60, 3))), colour


def test_a_map_keeps_the_steps_of_its_scales_inside_the_page(small: Result) -> None:
    """What fills an area stands as it was drawn, and no point takes the colour of something else."""
    chart = Image.open(BytesIO(small.drawings()["map_city"](language="en").image("png", SCREEN_DPI))).convert("RGB")
    drawn, shown = (np.asarray(each.convert("RGB"), dtype=int) for each in (chart, in_few_colours(chart)))
    away = np.abs(drawn - shown).max(axis=2)
    assert away.max() <= 48
    assert away.mean() < 2.0
    for colour in (BLUE, ORANGE, GREEN):
        for step in range(STEPS):
            tint = np.array(ImageColor.getrgb(_tint(colour, SHALLOWEST + DEEPER * step / (STEPS - 1))))
            places = (drawn == tint).all(axis=2)
            assert places.sum() > 40, (colour, step)
            assert (shown[places] == tint).all(), (colour, step)


def test_a_page_brings_every_letter_it_shows() -> None:
    """A machine without Korean fonts shows no box: each weight holds all letters of the page, and no others."""
    contents = Contents("가나 [△1~2]", "Ω", [])
    page = render(contents, language="ko")
    assert page == render(contents, language="ko")
    fonts = [TTFont(BytesIO(b64decode(each))) for each in re.findall(r"data:font/woff;base64,([^)]*)", page)]
    assert len(fonts) == 2
    for font in fonts:
        held = {chr(code) for code in font.getBestCmap()}
        assert set("가나[△1~2]Ω") <= held
        assert "다" not in held


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_number_of_jobs_says_that_it_is_not_the_one_to_quote(small: Result, language: str) -> None:
    """One number is to be quoted; each table with another number of jobs says in one clause how that differs."""
    told = [PAGE[key].in_language(language) for key in ("work_note", "heads_note", "net_note", "stock_note")]
    jobs = re.compile(
        "종사자 수|순일자리|취업유발|고용유발|일자리 증가" if language == "ko" else "Employment|jobs|Jobs"
    )
    for section in small.contents(language).sections:
        for table in (block for block in section.blocks if isinstance(block, Table)):
            head = " ".join([*table.header, *(row[0] for row in table.rows)])
            ratios = table.title in {PAGE[key].in_language(language) for key in NO_JOBS}
            if jobs.search(head) and not ratios:
                assert set(told) & set(table.remarks), table.title


def test_english_counts_billions_and_says_from_to(small: Result) -> None:
    """No text that English readers are given counts hundreds of millions or writes a range as Korean does."""
    page = read_page(small.folder / "report.en.html")
    shown = re.sub(r"(?s)<style.*?</style>|<[^>]*>", " ", page)
    header, rows = small.key_results("en")
    told = [shown, *header, *(cell for row in rows for cell in row), *small.remarks("en"), small.bridge("en") or ""]
    assert not [text[:80] for text in told if re.search(r"100 million|~|\b\d[\d,.]*억", text)]
    assert "billion KRW" in shown
    assert any("billion KRW" in line for line in small.remarks("en"))


def test_a_sentence_counts_money_as_its_language_does() -> None:
    assert amounts([185.0, -20.0], "ko") == (["185", "△20"], "억원")
    assert amounts([185.0, -20.0], "en") == (["18.5", "-2.0"], " billion KRW")


def test_money_paid_by_year_adds_up_to_its_total(small: Result) -> None:
    table = tables.money_table(small, "en")
    assert isinstance(table, Table)
    *years, total = (float(cell.replace(",", "")) for cell in table.rows[-1][1:] if cell != "-")
    assert abs(sum(years) - total) <= len(years) / 2 + 0.5
    assert sum(years) > 0.0


def test_the_net_table_puts_each_view_over_its_own_columns(small: Result) -> None:
    table = net_table(small, "en")
    assert isinstance(table, Table)
    assert [name for name, _ in table.groups] == ["Regional view", "National view"]
    assert sum(columns for _, columns in table.groups) == len(table.header) - table.texts


class Headings(HTMLParser):
    """Collects headings, and pictures without a text that stands for them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.mute = 0
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag == "h2"
        self.mute += tag == "img" and not dict(attrs).get("alt")

    def handle_data(self, data: str) -> None:
        if self.inside and data.strip():
            self.found.append(data.strip())


def test_sections_stand_in_the_order_of_a_study(small: Result) -> None:
    read = Headings()
    assert small.folder is not None
    read.feed((small.folder / "report.ko.html").read_text(encoding="utf-8"))
    keys = ("summary", "overview", "state", "with", "impact", "net", "targets", "money", "test", "caution")
    wanted = [PAGE[key].ko for key in keys]
    assert [title for title in read.found if title in wanted] == wanted
    assert read.mute == 0


def test_a_stored_result_gives_the_same_page(small: Result) -> None:
    """But for what is painted, whose words and numbers stand beside it; drawing it moves no number (T4)."""
    assert small.folder is not None
    stored = Result.load(small.folder)
    with pictures_left_white():
        again = stored.page("ko")
    assert stored.series.identical(Result.load(small.folder).series)
    page = (small.folder / "report.ko.html").read_text(encoding="utf-8")
    texts = [re.sub(r"data:image[^\"]*", "", each) for each in (again, page)]
    assert texts[0] == texts[1]
    assert len(texts[1]) > 50_000


def test_the_number_to_quote_is_net_less_spending_run_by_run(small: Result) -> None:
    rows = small.additionality
    assert rows is not None
    jobs = rows[(rows["measure"] == "jobs") & (rows["view"] == "region") & (rows["group"] == "total")]
    mean = jobs.set_index(["table", "part"])["mean"]
    assert mean["lasting", "lasting"] == pytest.approx(mean["parts", "net"] - mean["parts", "spending"])
    told = f"{abs(jobs[jobs['table'] == 'lasting']['q50'].iloc[0]):,.0f}"
    enough = replace(small, tables={**small.tables, "additionality": rows.assign(runs=10)})
    assert told in quote_box(enough, "ko").number
    few = quote_box(small, "ko")
    assert "2회로는" in few.number
    assert "10회부터" in few.number
    assert told not in few.number
    assert told in few.texts[0]


def test_a_band_that_holds_zero_says_so_beside_the_number(small: Result) -> None:
    rows = small.additionality
    assert rows is not None
    for low, said in ((-1.0, 1), (0.0, 1), (1.0, 0)):
        told = rows.assign(q10=low, q90=2.0, runs=10)
        box = quote_box(replace(small, tables={**small.tables, "additionality": told}), "en")
        assert sum("holds zero" in text for text in box.texts) == said


def test_where_nothing_was_added_no_question_of_a_programme_is_answered(small: Result) -> None:
    assert question_lines(small, "ko")
    alone = replace(small, manifest={**small.manifest, "baseline": None}, tables={})
    assert question_lines(alone, "ko") == []
    assert "더하지 않은" in quote_box(alone, "ko").texts[0]


def test_money_by_payer_adds_to_the_total(small: Result) -> None:
    table = tables.money_table(small, "en")
    assert isinstance(table, Table)
    plan = pd.DataFrame([row[1:] for row in table.rows[:5]]).map(lambda cell: float(cell.replace(",", "")))
    assert plan.iloc[:4].sum().to_numpy() == pytest.approx(plan.iloc[4].to_numpy(), abs=3.0)
    # All of the announced money is at the stage of a plan; the sources hold no voted budget and no outturn of it.
    stages = {row[0]: row[1:-2] for row in table.rows[5:8]}
    assert stages["of the total, plan"] == list(table.rows[4][1:-2])
    assert set(stages["of the total, budget"]) | set(stages["of the total, outturn"]) == {"…"}
    assert "South Gyeongsang Province and Changwon City" in table.source


def test_every_table_has_as_many_cells_as_heads(small: Result) -> None:
    rooms = (tables, effect_tables, net_tables, area_tables, doubt_tables, target_tables)
    makers = [getattr(room, name) for room in rooms for name in dir(room) if name.endswith("_table")]
    made = [maker(small, language) for maker in makers for language in ("ko", "en")]
    shown = [table for table in made if isinstance(table, Table)]
    assert len(shown) >= 22
    assert all(len(row) == len(table.header) for table in shown for row in table.rows)


def test_the_cost_of_the_programme_is_the_planned_money_and_not_the_weights_of_a_pool(small: Result) -> None:
    """Budgets of instruments in one pool are weights: their sum is no money. The announced 16,650 is."""
    table = tables.programme_table(small, "ko")
    assert small.money is not None
    whole = small.money.set_index(["instrument", "source"])["planned"]["all", "all"]
    cell = dict(table.rows)["총사업비"]
    assert dict(table.rows)["시행 주체"] == "경상남도·창원시"
    assert table.source.startswith("경상남도·창원시, 창원 스마트산단 선도프로젝트 발표")
    assert cell == f"{whole:,.0f}억원"
    assert whole == pytest.approx(16_650, rel=0.001)


def test_terminal_and_page_quote_the_same_net_jobs(small: Result) -> None:
    found = small.additionality
    assert found is not None
    rows = found[(found["table"] == "parts") & (found["measure"] == "jobs") & (found["group"] == "total")]
    net = rows[(rows["part"] == "net") & (rows["view"] == "region")]["q50"].iloc[0]
    assert f"{number(float(net), 'ko')}명" in net_lines(found, "ko")[0]


def test_men_and_women_and_all_workers_agree(small: Result) -> None:
    """Women and all others make the paired change in jobs of that December, and so do permits and contracts."""
    rows = people_gains(small, 2020).set_index("group_en")["mean"]
    jobs = over(small.series, "employment").sel(month="2020-12").isel(month=-1)
    every = float((jobs.sel(scenario=small.manifest["scenario"]) - jobs.sel(scenario=small.baseline)).mean())
    for group, others in (
        ("Women employed", "Men employed"),
        ("Foreign workers", "Workers of Korean nationality"),
        ("Non-regular workers", "Regular workers"),
    ):
        assert rows[group] + rows[others] == pytest.approx(every)
    assert people_gains(small, 1999).empty


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_total_of_the_effect_carries_its_band(small: Result, language: str) -> None:
    table = impact_table(small, language)
    assert isinstance(table, Table)
    assert all("[" in cell for row in table.rows for cell in row[2:])
    bands = small.tables["impact_bands"].set_index(["measure", "phase", "part"])
    means = bands["mean"].unstack("phase")
    assert np.allclose(means["spending"] + means["operating"], means["both"])
    own = effect_by_measure(small.impact)
    assert own["production"] == pytest.approx(bands.loc[("production", "both", "total"), "mean"])


@pytest.mark.parametrize("language", ["ko", "en"])
def test_what_a_delay_does_is_answered_by_a_command_that_works(language: str) -> None:
    # The hub begins 51 months after its plan, the strategy 24: a year later is 63 and 36.
    for key, shift in (("changwon/smart_complex", 0), ("changwon/smart_complex_late", 0), ("ansan/smart_hub", 51)):
        named = re.findall(r"sandan compare ([^' ]+) ([^' ]+)'", late_answer(sim.load(key), language))
        assert named == [(key.removesuffix("_late"), f"{key.removesuffix('_late')}_late")]
        assert [sim.load(name).shift for name in named[0]] == [shift, shift + 12]
    moved = sim.load("changwon/advanced_industry_2017")
    name, option = re.findall(r"sandan run (\S+) --set ([^' ]+)'", late_answer(moved, language))[0]
    key, value = option.split("=")
    assert name == moved.key
    assert sim.load(name, {key: value}).shift == moved.shift + 12 == 36
    own = moved.model_copy(update={"key": "mine", "shift": 0})
    assert "yaml --set shift=12" in late_answer(own, language)


WITHOUT_RUNS = (
    "table_programme",
    "table_base",
    "table_values",
    "table_assumptions",
    "table_glossary",
    "table_verified",
)


@pytest.mark.parametrize(
    ("language", "counted"), [("ko", "반복 2회|요인마다 2회"), ("en", r"\b2 (decomposed )?runs\b")]
)
def test_every_table_of_runs_says_how_many_under_which_outlook_and_at_which_scale(
    small: Result, told: dict[str, Contents], language: str, counted: str
) -> None:
    plain = {PAGE[key].in_language(language) for key in WITHOUT_RUNS}
    blocks = [block for section in told[language].sections for block in section.blocks]
    shown = {block.title: " ".join(block.remarks) for block in blocks if isinstance(block, Table)}
    wanted = (inside(outlook_name(small.setting.outlook, language)), small.setting.scale_note(language))
    assert PAGE["table_layers"].in_language(language) in shown
    assert all(wanted)
    for title, remarks in shown.items():
        if title not in plain:
            assert all(each in remarks for each in wanted), title
            assert re.search(counted, remarks), title


def test_the_effect_by_area_is_the_effect_by_channel(small: Result) -> None:
    """Areas of one difference and channels of one difference: both add to it, stocks as well."""
    areas = small.tables["impact_areas"].set_index(["measure", "area"])["mean"].xs("nation", level="area")
    bands = small.tables["impact_bands"].set_index(["measure", "phase", "part"])["mean"]
    channels = bands.xs("both", level="phase").xs("total", level="part")
    assert len(areas) == len(channels)
    assert areas[channels.index].to_numpy() == pytest.approx(channels.to_numpy(), rel=1e-9)
    assert areas["production"] != 0.0


def test_sentences_of_the_page_can_be_read_aloud(small: Result) -> None:
    texts = [*summary_lines(small, "ko").texts, *quote_box(small, "ko").texts, *small.remarks("ko")]
    texts += [text for pair in question_lines(small, "ko") for text in pair]
    texts += [text.ko for text in PAGE.values()]
    for sentence in (each for text in texts for each in sentences(text)):
        assert not NESTED.search(sentence), sentence
        assert syllables(sentence) <= MOST_SYLLABLES, sentence


def test_the_first_page_points_to_sections_and_not_to_files(small: Result) -> None:
    for language in ("ko", "en"):
        said = summary_lines(small, language).texts
        assert not [text for text in said if ".csv" in text]
