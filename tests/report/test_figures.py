"""Pictures: every glyph is in the font, the same bytes every time, readable without colour, honest about themselves."""

from __future__ import annotations

import re
import warnings
from itertools import combinations, pairwise

import numpy as np
import pandas as pd
import pytest
import xarray as xr
from fontTools.ttLib import TTFont
from matplotlib.colors import to_rgb
from matplotlib.transforms import Bbox

from simulation.catalogue import labels
from simulation.errors import LANGUAGES
from simulation.report import style
from simulation.report.backtest import fixed_jobs, scores
from simulation.report.bands import draw_bands
from simulation.report.fans import outside_note
from simulation.report.figures import FANS, drawings, sketches
from simulation.report.findings import shown
from simulation.report.framing import arrange
from simulation.report.map import DEEPER, SHALLOWEST, _Panel, _scale_of, _tint
from simulation.report.picture import canvas
from simulation.report.population import CHANGES, yearly
from simulation.report.series import quarterly, registered
from simulation.report.targets import folded, target_strip
from simulation.report.words import outlook_name, say
from simulation.texts import rooms
from tests.pages import FORBIDDEN
from tests.report.conftest import RUNS, WORLDS, made_up
from tests.report.read_aloud import MOST_SYLLABLES, NESTED, sentences, syllables

SLIVER = 3.0
"""Dots by which the boxes of two texts may meet: a box is taller than its letters."""


@pytest.fixture(scope="session")
def targets():
    numbers = {"probability": 0.25, "low": 0.1, "high": 0.5}
    judged = {
        **numbers,
        **{f"{key}_without": value / 2 for key, value in numbers.items()},
        "testable": "yes",
        "compare": "level",
    }
    names = {"name_ko": "종사자 15만 명", "name_en": "150,000 people", "reading_ko": "재고", "reading_en": "stock"}
    open_row = {"testable": "no", "reason_ko": "아직 모형에 없음", "reason_en": "not in the model yet"}
    return pd.DataFrame([{"target": "a", **names, **judged}, {"target": "b", **names, **open_row}])


@pytest.fixture(scope="session")
def impact():
    parts = {"direct": 100.0, "indirect_complex": 20.0, "indirect_province": 30.0, "indirect_rest": 50.0}
    parts |= {"induced": float("nan"), "limits": -15.0, "total": 185.0}
    return pd.DataFrame(
        [
            {"year": year, "measure": measure, "phase": phase, "part": part, "value": value}
            for year in (2019, 2020)
            for measure in ("production", "value_added", "jobs")
            for phase in ("spending", "operating")
            for part, value in parts.items()
        ]
    )


@pytest.fixture(scope="session", params=["ko", "en"])
def pictures(request, series, setting, targets, impact):
    draw = drawings(sketches(series, setting, baseline=WORLDS[1], targets=targets, impact=impact, impact_runs=8))
    return request.param, {name: function(language=request.param) for name, function in draw.items()}


@pytest.fixture(scope="session")
def read(pictures):
    """Every text of every picture; each is laid out once for it."""
    return {name: picture.texts() for name, picture in pictures[1].items()}


def test_every_picture_is_drawn(pictures, outlook):
    _language, drawn = pictures
    expected = {f"fan_{name}" for name in FANS} | {"overview", "targets", "map_city"}
    expected |= {"impact_spending", "impact_operating"}
    expected |= {f"{kind}_{name}" for kind in ("compare", "difference") for name in ("production", "employment")}
    expected |= {"groups_industry", "groups_size_class", "kinds_adopters_by_level", "kinds_tenants", "people_flows"}
    expected |= {"kinds_output_lost_to_labour", "film_strip"}
    assert expected <= set(drawn)
    assert ("employment_test" in drawn) == (outlook == "recorded")


def test_every_picture_brings_what_it_draws(pictures):
    _language, drawn = pictures
    assert not [name for name, picture in drawn.items() if picture.data is None or picture.data.empty]


def test_every_picture_is_told_in_words(pictures, setting):
    """The words of a fan hold its last median and band as its table has them."""
    language, drawn = pictures
    for name, picture in drawn.items():
        assert picture.alt.startswith(picture.title), name
        assert len(picture.told) > len(picture.title) / 2, name
        assert not set("{}") & set(picture.alt), name
    fan = drawn["fan_employment"]
    last = [shown(float(fan.data.iloc[-1][name]), language) for name in ("q50", "q10", "q90")]
    band = "{1}~{2}" if language == "ko" else "{1} to {2}"
    assert band.format(*last) in fan.told
    assert "370" in drawn["impact_spending"].told


def test_titles_and_their_words_can_be_read_aloud(pictures):
    language, drawn = pictures
    for name, picture in drawn.items():
        for sentence in sentences(picture.alt):
            assert not NESTED.search(sentence), (name, sentence)
            assert language == "en" or syllables(sentence) <= MOST_SYLLABLES, (name, sentence)


def test_no_text_is_cut(pictures):
    _language, drawn = pictures
    assert not {name: over for name, picture in drawn.items() if (over := picture.beyond_the_edge()) > 0.02}


def boxes(figure) -> list[tuple[str, Bbox]]:
    """Texts of a figure that are seen, with their places; names of ticks outside their axis are not drawn."""
    renderer = figure.canvas.get_renderer()
    figure.draw_without_rendering()
    texts = [*figure.texts, *(text for axes in figure.axes for text in axes.texts)]
    for axes in figure.axes:
        low, high = sorted(axes.get_ylim())
        texts += [tick.label1 for tick in axes.yaxis.get_major_ticks() if low <= tick.get_loc() <= high]
    texts += [part for axes in figure.axes for part in (axes.title, axes._left_title, axes.yaxis.label)]
    return [(text.get_text(), text.get_window_extent(renderer)) for text in texts if text.get_text().strip()]


def lying_on_another(figure) -> list[tuple[str, str]]:
    """Pairs of texts of which one covers more than a sliver of the other."""
    found = []
    for (one, first), (other, second) in combinations(boxes(figure), 2):
        shared = Bbox.intersection(first, second)
        if shared is not None and min(shared.width, shared.height) > SLIVER:
            found.append((one, other))
    return found


def test_no_text_lies_on_another(pictures):
    """But for names of districts on the map (two lines), which stand where the districts are."""
    found = {name: lying_on_another(each.figure) for name, each in pictures[1].items()}
    found["map_city"] = [pair for pair in found.pop("map_city", []) if "\n" not in "".join(pair)]
    assert {name: pairs for name, pairs in found.items() if pairs} == {}


def test_a_reason_in_many_words_takes_the_room_it_needs(targets, setting):
    """Four lines why a target is not judged, twice in a row: neither lies on the next."""
    why = "read as a stock it was met before by a wide margin, and jobs outside the complex are not in the model " * 3
    asked = pd.concat([targets, *[targets.iloc[[1]].assign(reason_en=why, reason_ko=why)] * 3])
    for language in ("ko", "en"):
        assert lying_on_another(target_strip(asked, setting, language=language).figure) == []


def test_no_glyph_is_missing(read):
    held = set(TTFont(style.FONTS / "SandanGothic-Regular.ttf").getBestCmap())
    held &= set(TTFont(style.FONTS / "SandanGothic-Bold.ttf").getBestCmap())
    for name, texts in read.items():
        missing = {letter for text in texts for letter in text if letter != "\n" and ord(letter) not in held}
        assert not missing, (name, missing)


def test_font_holds_every_label_and_word():
    held = set(TTFont(style.FONTS / "SandanGothic-Regular.ttf").getBestCmap())
    texts = [getattr(text, each) for room in rooms().values() for text in room.values() for each in LANGUAGES]
    texts += [text for label in labels().values() for text in (label.name.ko, label.unit.ko, label.definition.ko)]
    assert not {letter for text in texts for letter in text if ord(letter) not in held} - {"\n"}


def test_font_is_small_free_and_named_as_its_licence_asks():
    for path in style.FONTS.glob("*.ttf"):
        assert path.stat().st_size < 900_000
        names = TTFont(path)["name"]
        assert names.getDebugName(1) == style.FAMILY
        assert "Nanum" not in names.getDebugName(4)
    assert "SIL OPEN FONT LICENSE" in (style.FONTS / "OFL.txt").read_text(encoding="utf-8")


def test_nothing_warns_while_drawing(series, setting):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawings(sketches(series, setting))["fan_employment"](language="ko").image("png", dpi=60)


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_same_bytes_every_time(series, setting, kind):
    first, second = (
        drawings(sketches(series, setting, baseline=WORLDS[1]))["compare_production"](language="ko").image(kind, 80)
        for _ in range(2)
    )
    assert first == second
    assert b"20" + b"26-" not in first
    assert b"Matplotlib" not in first


def test_session_settings_are_left_alone(series, setting):
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    drawings(sketches(series, setting))["fan_tenants"](language="en").image("png", 50)
    assert dict(mpl.rcParams) == before


def test_every_axis_has_its_unit(pictures):
    language, drawn = pictures
    for name, picture in drawn.items():
        if name.startswith(("fan", "compare", "difference", "overview")):
            for axes in picture.figure.axes:
                label = axes.get_ylabel()
                assert re.fullmatch(r"\(.+\)", label), (language, name)


def test_the_subtitle_names_the_outlook_and_given_production_is_called_given(pictures, read, outlook):
    language, drawn = pictures
    for name, texts in read.items():
        assert outlook_name(outlook, language) in " ".join(texts), name
    given = say("given", language)
    assert (given in drawn["fan_production"].title) == (outlook == "recorded")


def test_every_picture_tells_runs_bands_and_source(pictures, read, setting):
    language, _drawn = pictures
    for name, texts in read.items():
        text = " ".join(texts)
        assert str(setting.runs) in text, name
        assert labels()["note.source"].name.in_language(language) in text, name
        if name.startswith(("fan", "compare", "difference", "targets")):
            said = labels()["uncertainty.parameters"].name.in_language(language)
            assert {word.strip(",;.").lower() for word in text.split()} >= set(said.lower().split()), name


def test_the_map_names_every_district_and_the_owner_of_its_boundaries(pictures, read, setting):
    language, _drawn = pictures
    text = " ".join(read["map_city"])
    for district in setting.complex.districts:
        assert text.count(district.name.in_language(language)) >= 3
    assert "10 km" in text
    assert {"ko": "국토지리정보원", "en": "National Geographic Information Institute"}[language] in text


def test_record_is_on_every_fan_that_has_one(pictures):
    _language, drawn = pictures
    for variable in ("production", "employment", "tenants", "utilisation"):
        lines = drawn[f"fan_{variable}"].figure.axes[0].get_lines()
        assert any(line.get_marker() == "o" and len(line.get_xdata()) > 8 for line in lines), variable


def test_series_differ_without_colour():
    assert len({str(mark.line) for mark in style.SERIES}) == len(style.SERIES)
    assert len({mark.hatch for mark in style.SERIES}) == len(style.SERIES)
    assert len({str(edge) for edge in style.EDGES}) == len(style.EDGES)
    greys = [np.dot(to_rgb(style.SERIES[0].colour), (0.299, 0.587, 0.114)) * o + 1 - o for _a, _b, o in style.BANDS]
    assert all(first - second > 0.05 for first, second in pairwise(greys))


def test_words_judge_nobody(read):
    texts = [text for held in read.values() for text in held]
    texts += [text.ko for room in rooms().values() for text in room.values()] + [
        label.name.ko + label.definition.ko for label in labels().values()
    ]
    for word in FORBIDDEN:
        assert not [text for text in texts if word in text], word


def test_quarters_follow_the_kind_of_the_variable():
    data = made_up("announced", months=14)
    flow, stock = quarterly(data, "production"), quarterly(data, "employment")
    assert list(flow["quarter"].to_numpy()) == ["2019Q1", "2019Q2", "2019Q3", "2019Q4"]
    monthly = data["production"].sum(["industry", "size_class"]).to_numpy()
    np.testing.assert_allclose(flow.to_numpy()[..., 0], monthly[..., :3].sum(axis=-1))
    heads = data["employment"].sum(["industry", "size_class"]).to_numpy()
    np.testing.assert_allclose(stock.to_numpy()[..., 1], heads[..., 5])
    assert flow.shape == (2, RUNS, 4)


def test_fixed_jobs_rival_misses_where_the_record_says_so(setting):
    window, rival = fixed_jobs(setting.complex, "2020Q1", last="2021Q4")
    record = setting.complex.record_total.loc[window, "employment"].to_numpy(float)
    found = scores(np.tile(record, (4, 1)), rival, record=record)
    assert found["model"] == 0.0
    assert found["inside"] == found["all"] == 8
    assert rival[-1] > record[-1]
    assert found["rival"] > 5.0


def test_the_register_of_residents_stands_beside_the_fan():
    """Totals at ends of quarters, printed or added up from districts; dates of another concept are left out."""
    record = registered("changwon")
    assert record is not None
    assert list(record.index) == ["2019Q4", "2020Q4", "2021Q2", "2022Q4"]
    assert record["2022Q4"] == 1_021_487.0
    assert record["2020Q4"] == pytest.approx(1_036_700, abs=500)


def test_natural_change_and_migration_are_shown_apart(series, pictures):
    language, drawn = pictures
    years, values = yearly(series, "net_migration")
    assert values.shape == (RUNS, years.size)
    np.testing.assert_allclose(values[:, 0], series["net_migration"][0, :, _months_of_first_year(series)].sum("month"))
    axes = drawn["population_change"].figure.axes[0]
    assert len(axes.patches) == 2 * years.size
    assert [text.get_text() for text in axes.get_legend().get_texts()] == [
        labels()[f"variable.{name}"].name.in_language(language) for name in CHANGES
    ]


def _months_of_first_year(series):
    first = int(yearly(series, "net_migration")[0][0])
    return np.flatnonzero(series["month"].dt.year.to_numpy() == first)


def test_every_picture_names_its_scenario(pictures, read, setting):
    language, _drawn = pictures
    for name, texts in read.items():
        assert setting.name.in_language(language) in " ".join(texts), name


def test_english_pictures_count_money_in_billions_and_say_from_to(pictures, read):
    language, drawn = pictures
    texts = [*(text for found in read.values() for text in found), *(picture.told for picture in drawn.values())]
    if language == "en":
        assert not [text for text in texts if "100 million" in text or "~" in text]
        assert any("billion KRW" in text for text in texts)
    else:
        assert not [text for text in texts if "KRW" in text]


def test_no_tick_is_rounded(pictures):
    language, drawn = pictures
    for name in ("overview", "fan_production", "difference_production", "population_change"):
        figure = drawn[name].figure
        with style.styled():
            figure.draw_without_rendering()
        for axes in figure.axes:
            for place, label in zip(axes.get_yticks(), axes.get_yticklabels(), strict=True):
                shown = float(label.get_text().replace("△", "-").replace(",", ""))
                told = place / 10.0 if (name, language) == ("difference_production", "en") else place
                assert shown == pytest.approx(told, abs=1e-9), (name, language)
    ticks = style.ticks("en")
    assert ticks.format_ticks([7.5, 10.0, 12.5]) == ["7.5", "10.0", "12.5"]
    assert ticks.format_ticks([10.0, 20.0]) == ["10", "20"]


@pytest.mark.parametrize(("runs", "bands"), [(4, 0), (12, 2), (40, 3)])
def test_a_band_needs_runs_that_can_carry_it(runs, bands):
    figure, (axes,) = canvas()
    values = np.random.default_rng(1).normal(size=(runs, 8))
    handles = draw_bands(axes, np.arange(8.0), values=values, language="en")
    assert len(axes.collections) == bands
    words = [handle.get_label() for handle in handles]
    assert ("Single runs" in words or "single runs" in words) == (bands == 0)
    if bands == 0:
        assert len(axes.get_lines()) == runs + 1
    assert figure is axes.figure


def test_readings_that_no_run_reaches_share_a_row(targets):
    row = {str(key): value for key, value in targets.iloc[0].items()}
    never = {**row, "probability": 0.0, "probability_without": 0.0, "high": 0.19}
    rows = folded([row, never, never, {**never, "name_en": "other"}], "en")
    assert rows[0] == row
    assert len(rows) == 2
    assert "150,000 people (2), other (1)" in rows[1]["folded"]
    assert "up to 19 %" in rows[1]["folded"]
    assert folded([row, never], "en") == [row, never]


def test_both_phases_stand_on_one_axis(pictures):
    _language, drawn = pictures
    limits = [[axes.get_xlim() for axes in drawn[f"impact_{phase}"].figure.axes] for phase in ("spending", "operating")]
    assert limits[0] == limits[1]


def test_the_caption_says_where_the_record_lies_outside(series, setting):
    totals = quarterly(series, "employment").isel(scenario=0)
    record = setting.complex.record_total["employment"].astype(float)
    quarters = [str(name) for name in totals["quarter"].to_numpy() if str(name) in record.index]
    low, high = np.quantile(totals.sel(quarter=quarters).to_numpy(), [0.1, 0.9], axis=0)
    came = record.loc[quarters].to_numpy()
    missed = int(((came < low) | (came > high)).sum())
    (said,) = outside_note({"employment": totals}, setting, language="en")
    assert f"{missed}/{len(quarters)}" in said
    given = outside_note({"production": quarterly(series, "production").isel(scenario=0)}, setting, language="en")
    assert bool(given) == (setting.outlook == "announced")


@pytest.mark.parametrize(("words", "lines", "least"), [(4, 1, 12.5), (11, 1, 10.5), (20, 2, 10.5)])
def test_a_long_title_stands_in_two_lines_before_it_becomes_small(words, lines, least):
    figure, _axes = canvas()
    title = " ".join(["output"] * words)
    arrange(figure, title, subtitle="where", remarks=[], source="source", language="en")
    (heading,) = [text for text in figure.texts if text.get_fontweight() == "bold"]
    assert heading.get_text().replace("\n", " ") == title
    assert heading.get_text().count("\n") == lines - 1
    assert least <= heading.get_fontsize() <= 12.5
    figure.set_dpi(300)  # as it is saved; on a coarse screen letters are rounded to its dots
    width = heading.get_window_extent(figure.canvas.get_renderer()).width / figure.bbox.width
    assert width <= 0.98


def test_no_title_takes_a_third_line():
    figure, _axes = canvas()
    arrange(figure, " ".join(["output"] * 40), subtitle="where", remarks=[], source="source", language="en")
    (heading,) = [text for text in figure.texts if text.get_fontweight() == "bold"]
    assert heading.get_text().count("\n") == 1


def test_the_scale_under_a_map_runs_from_the_largest_loss_to_the_largest_gain():
    def panel(*values: float, signed: bool = True) -> _Panel:
        told = xr.DataArray([list(values)], dims=("run", "district"))
        return _Panel(told, "", style.BLUE, 0, signed=signed)

    deep = {colour: _tint(colour, SHALLOWEST + DEEPER) for colour in (style.BLUE, style.GREEN)}
    colours, ends = _scale_of(panel(-30.0, 20.0, 170.0))
    assert (colours[0], colours[-1], ends) == (deep[style.BLUE], deep[style.GREEN], (-170.0, 170.0))
    colours, ends = _scale_of(panel(20.0, 170.0))
    assert (colours[-1], ends) == (deep[style.GREEN], (20.0, 170.0))
    colours, ends = _scale_of(panel(-30.0, -5.0))
    assert (colours[0], ends) == (deep[style.BLUE], (-30.0, -5.0))
    assert _scale_of(panel(46.0, 66.0, signed=False))[0][-1] == deep[style.BLUE]
