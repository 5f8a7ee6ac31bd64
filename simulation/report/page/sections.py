"""Sections of the report in the order of a Korean impact study: what stands under which heading."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from simulation.report.lacking import left_out_lines
from simulation.report.page import (
    area_tables,
    doubt_tables,
    effect_tables,
    money_tables,
    net_tables,
    tables,
    target_tables,
    texts,
    values,
    verified,
)
from simulation.report.page.questions import question_lines
from simulation.report.page.shells import Block, Drawn, LeftOut, Lines, Listing, Section, headed
from simulation.report.page.summary import quote_box, summary_lines
from simulation.report.page.tables import Maker
from simulation.report.page.words import word
from simulation.report.shown import Shown
from simulation.report.sketch import Sketch

Teller = Callable[[Shown, str], Sequence[str]]
"""Lines of text from a result; none where it does not ask for them."""
CAUTIONS = 5


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under one heading: tables, then lines of text, then pictures."""

    heading: str = ""
    makers: Sequence[Maker] = ()
    teller: Teller | None = None
    pictures: Sequence[str] = ()
    listing: bool = False


PLAN: Mapping[str, Sequence[Part]] = {
    "overview": (
        Part("programme", (tables.programme_table,)),
        Part("scope_of", teller=texts.scope_lines),
        Part("method_of", teller=texts.method_lines),
        Part("premises", teller=texts.premise_lines),
    ),
    "state": (
        Part("state_of_complex", pictures=("overview", "kinds_tenants")),
        Part("outside_of", teller=texts.outside_lines),
        Part("without_of", pictures=("fan_production", "fan_tenants", "fan_population")),
    ),
    "with": (
        Part(
            "with_output",
            (tables.key_table,),
            pictures=("compare_employment", "difference_employment", "difference_value_added", "film_strip"),
        ),
        Part("with_firms", pictures=("kinds_adopters_by_level",)),
        Part("with_people", pictures=("people_flows", "map_city")),
    ),
    "impact": (
        Part(
            "impact_all",
            (
                money_tables.base_table,
                effect_tables.impact_table,
                effect_tables.channel_table,
                effect_tables.limits_table,
            ),
        ),
        Part("impact_while_spending", pictures=("impact_spending",)),
        Part("impact_after", pictures=("impact_operating",)),
        Part("impact_areas", (area_tables.area_table,)),
        Part("impact_groups", (tables.group_table,), pictures=("groups_industry", "groups_size_class")),
        Part("impact_conventional", (effect_tables.conventional_table,), texts.announced_lines),
    ),
    "net": (
        Part(makers=(net_tables.gains_table,)),
        Part("net_parts", (net_tables.net_table,), pictures=("gross_to_net",)),
        Part("net_views", teller=texts.view_lines),
    ),
    "targets": (
        Part("targets_each", (target_tables.target_table,), pictures=("targets",)),
        Part("targets_if", (target_tables.condition_table,)),
    ),
    "money": (
        Part("money_planned", (tables.money_table, money_tables.use_table)),
        Part("money_tax", teller=texts.tax_lines),
        Part("money_cost", (money_tables.cost_table, area_tables.reference_table)),
    ),
    "uncertainty": (
        Part(
            makers=(doubt_tables.layer_table, doubt_tables.driver_table),
            pictures=("tornado", "kinds_output_lost_to_labour"),
        ),
    ),
    "test": (
        Part(makers=(verified.verified_table,), teller=verified.verified_lines),
        Part(teller=texts.test_lines, pictures=("employment_test",)),
    ),
    "caution": (
        Part(teller=lambda _, language: [word(f"caution_{place}", language) for place in range(1, CAUTIONS + 1)]),
    ),
}
"""Sections with a heading of their own, each from its parts."""
APPENDIX: Sequence[Part] = (
    Part("appendix_assumptions", (doubt_tables.ranking_table, values.values_table, doubt_tables.assumption_table)),
    Part("appendix_glossary", (doubt_tables.glossary_table,)),
    Part("appendix_listing", listing=True),
    Part("appendix_again", teller=texts.reproduce_lines),
)


def sections_of(result: Shown, language: str) -> list[Section]:
    """Every section with what the result can fill; what it cannot is left out."""
    sketched = result.sketches()

    def filled(parts: Sequence[Part], *, marks: str = "") -> list[Block]:
        """The parts of a section under their headings."""
        heads = [word(part.heading, language) if part.heading else "" for part in parts]
        blocks = [_blocks(part, result, sketched=sketched, language=language) for part in parts]
        return headed(list(zip(heads, blocks, strict=True)), marks=marks)

    first = Section(word("summary", language), [quote_box(result, language), summary_lines(result, language)])
    body = [Section(word(key, language), filled(parts)) for key, parts in PLAN.items()]
    asked = Section(word("questions", language))
    if answered := [f"{question} {answer}" for question, answer in question_lines(result, language)]:
        asked.blocks = [Lines(answered, "·")]
    end = Section(word("appendix", language), filled(APPENDIX, marks=word("appendix_marks", language)))
    return [each for each in (first, *body, asked, end) if each.blocks]


def _blocks(part: Part, result: Shown, *, sketched: Mapping[str, Sketch], language: str) -> list[Block]:
    """Tables, lines and pictures of a part, and at its end why others are missing."""
    made = [found for maker in part.makers if (found := maker(result, language)) is not None]
    shown = [sketched[name] for name in part.pictures if name in sketched]
    missing = [(each.title, each.why) for each in made if isinstance(each, LeftOut)]
    missing += [(each.title, each.lacking) for each in shown if each.lacking is not None]
    blocks: list[Block] = [each for each in made if not isinstance(each, LeftOut)]
    if part.teller is not None and (lines := part.teller(result, language)):
        blocks.append(Lines(lines))
    blocks += [
        Drawn(each.draw(language=language), each.title.in_language(language)) for each in shown if each.lacking is None
    ]
    blocks += [Lines(lines)] if (lines := left_out_lines(missing, language)) else []
    return [*blocks, Listing()] if part.listing else blocks
