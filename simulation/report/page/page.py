"""From a result to one HTML page: sections in the order of a Korean impact study, filled and rendered."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from PIL import Image

from simulation.experiments.effects import output_multiplier
from simulation.report.bridge import paragraph
from simulation.report.lacking import left_out_lines
from simulation.report.page import doubt_tables, effect_tables, money_tables, tables
from simulation.report.page.notes import outlook_of
from simulation.report.page.questions import question_lines
from simulation.report.page.shells import Block, Box, Contents, Drawn, LeftOut, Lines, Section, Table, is_number
from simulation.report.page.summary import quote_box, scope_line, summary_lines
from simulation.report.page.words import word
from simulation.report.picture import Picture
from simulation.report.shown import Shown

TEMPLATES = Path(__file__).parent
TEMPLATE = "report.html.j2"
SCREEN_DPI = 120
"""Dots per inch of pictures inside the page: sharp on A4, and the whole page stays under three megabytes."""
COLOURS = 64
"""Colours of a picture inside the page."""
CAUTIONS = 5


def report_contents(result: Shown, language: str) -> Contents:
    """The report of a result: title, subtitle and sections.

    Args:
        result: a finished or a stored result.
        language: ``ko`` or ``en``.
    """
    scenario = result.scenario
    subtitle = word(
        "subtitle",
        language,
        complex=result.setting.complex.name.in_language(language),
        start=scenario.start,
        end=scenario.end,
        outlook=outlook_of(result, language),
        runs=result.setting.runs,
    )
    title = word("title", language, name=getattr(scenario.name, language))
    return Contents(title, result.setting.with_scale(subtitle, language), sections_of(result, language))


def render(contents: Contents, *, language: str) -> str:
    """One HTML page that asks for nothing from outside; tables and pictures are numbered in the order they stand."""
    known = _environment().get_template(TEMPLATE)
    return known.render(
        title=contents.title, subtitle=contents.subtitle, sections=contents.sections, language=language, word=word
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=select_autoescape(("html", "j2")), undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters["inline"] = _inline
    environment.tests["table"] = lambda block: isinstance(block, Table)
    environment.tests["drawn"] = lambda block: isinstance(block, Drawn)
    environment.tests["box"] = lambda block: isinstance(block, Box)
    environment.tests["figures"] = is_number
    return environment


def _inline(picture: Picture) -> str:
    """The picture as a data address, in as few colours as a chart needs: a third of the bytes."""
    chart = Image.open(io.BytesIO(picture.image("png", SCREEN_DPI))).convert("RGB")
    buffer = io.BytesIO()
    chart.quantize(COLOURS, dither=Image.Dither.NONE).save(buffer, format="png", optimize=True)
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode()


def sections_of(result: Shown, language: str) -> list[Section]:
    """Every section with what the result can fill; what it cannot is left out."""
    sketched = result.sketches()

    def section(key: str, makers: Sequence[tables.Maker], *, pictures: Sequence[str]) -> Section:
        made = [found for maker in makers if (found := maker(result, language)) is not None]
        shown = [sketched[name] for name in pictures if name in sketched]
        missing = [(each.title, each.why) for each in made if isinstance(each, LeftOut)]
        missing += [(each.title, each.lacking) for each in shown if each.lacking is not None]
        blocks: list[Block] = [each for each in made if not isinstance(each, LeftOut)]
        blocks += [Drawn(each.draw(language=language)) for each in shown if each.lacking is None]
        blocks += [Lines(lines)] if (lines := left_out_lines(missing, language)) else []
        return Section(word(key, language), blocks)

    first = Section(word("summary", language), [summary_lines(result, language), quote_box(result, language)])
    scope = section("overview", (tables.programme_table,), pictures=())
    scope.blocks += [Lines([scope_line(result, language), word("method", language)])]
    state = section(
        "state", (), pictures=("overview", "fan_production", "fan_tenants", "kinds_tenants", "fan_population")
    )
    with_it = section(
        "with",
        (tables.key_table,),
        pictures=("compare_employment", "difference_employment", "difference_value_added", "kinds_adopters_by_level",
         "people_flows", "film_strip", "map_city"),
    )  # fmt: skip
    parted = (effect_tables.impact_table, effect_tables.channel_table, effect_tables.limits_table)
    impact = section(
        "impact",
        (money_tables.base_table, *parted, tables.group_table, effect_tables.conventional_table),
        pictures=("impact_spending", "impact_operating", "groups_industry", "groups_size_class"),
    )
    net = section("net", (effect_tables.gains_table, effect_tables.net_table), pictures=("gross_to_net",))
    targets = section("targets", (tables.target_table,), pictures=("targets",))
    if result.conventional is not None and result.baseline is not None:
        multiplier = output_multiplier(result.series, result.scenario)
        targets.blocks.append(
            Lines(
                paragraph(
                    result.conventional,
                    result.series,
                    baseline=result.baseline,
                    multiplier=multiplier,
                    language=language,
                )
            )
        )
    money = section("money", (tables.money_table, money_tables.use_table, money_tables.cost_table), pictures=())
    doubt = section(
        "uncertainty",
        (doubt_tables.layer_table, doubt_tables.driver_table),
        pictures=("tornado", "kinds_output_lost_to_labour"),
    )
    asked = Section(word("questions", language))
    if answered := [f"{question} {answer}" for question, answer in question_lines(result, language)]:
        asked.blocks = [Lines(answered, "·")]
    end = section(
        "appendix",
        (doubt_tables.ranking_table, doubt_tables.assumption_table, doubt_tables.glossary_table),
        pictures=(),
    )
    end.blocks.append(Lines([_reproduce(result, language)], word("reproduce", language) + ":"))
    found = [first, scope, state, with_it, impact, net, targets, money, doubt, _test(result, language),
             _cautions(language), asked, end]  # fmt: skip
    return [each for each in found if each.blocks]


def _test(result: Shown, language: str) -> Section:
    """The employment test where the record is recreated, else where to find it; always the worst residual."""
    test = result.sketches().get("employment_test")
    made = Section(word("test", language))
    if test is not None and test.lacking is None:
        made.blocks.append(Drawn(test.draw(language=language)))
    residual = word("residual", language, value=f"{result.manifest['worst_identity_residual']['all']:.1e}")
    lines = [residual]
    if test is not None and test.lacking is not None:
        lines += left_out_lines([(test.title, test.lacking)], language)
    if not tables.tests_the_record(result):
        lines.append(word("verified", language, name=f"{result.scenario.complex}/history"))
    made.blocks.append(Lines(lines))
    return made


def _cautions(language: str) -> Section:
    texts = [word(f"caution_{place}", language) for place in range(1, CAUTIONS + 1)]
    return Section(word("caution", language), [Lines(texts)])


def _reproduce(result: Shown, language: str) -> str:
    kept = result.manifest
    return word(
        "reproduce_line", language, seed=kept["seed_base"], run=kept["run_key"], code=kept["code"][:12],
        data=kept["data"][:12],
    )  # fmt: skip
