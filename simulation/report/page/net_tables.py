"""Tables from gross to net, and of who gains and who loses."""

from __future__ import annotations

import numpy as np
import pandas as pd

from simulation.catalogue import labels, name_of
from simulation.experiments.appraisal import part_label
from simulation.outcomes.metrics import over, paired_difference, quantiles
from simulation.report.lacking import LACKING, lacks_twelve
from simulation.report.page.effect_tables import left_out, with_band
from simulation.report.page.notes import mean_band_note, told
from simulation.report.page.shells import LeftOut, Table
from simulation.report.page.words import PAGE, word
from simulation.report.series import band_name
from simulation.report.shown import Shown
from simulation.report.style import number, span, with_unit
from simulation.units import UNITS

SPLITS = {
    "employment_women": "men",
    "employment_foreign": "nationals",
    "employment_non_regular": "regular",
    "employment_dispatch": "",
}
"""Groups of workers that a result counts, and the word for all other workers, where they make up the rest."""


def net_table(result: Shown, language: str) -> Table | LeftOut | None:
    """Gross to net: one row a part, one column a measure and view."""
    rows = _parts(result)
    if rows is None:
        return left_out(result, "table_net", lacking=lacks_twelve(result.series))
    columns = rows.drop_duplicates(["view", "measure"]).sort_values("view", ascending=False, kind="stable")
    listed = columns.to_dict("records")
    names = [with_unit(str(row[f"measure_{language}"]), str(row[f"unit_{language}"])) for row in listed]
    views = [(str(view), int(count)) for view, count in columns.groupby(f"view_{language}", sort=False).size().items()]
    placed = rows.set_index(["part", "view", "measure"])
    mean, low, high = placed["mean"], placed["q10"], placed["q90"]
    keys = list(zip(columns["view"], columns["measure"], strict=True))
    cells = [
        [_part_name(mean, part, language=language)]
        + [
            with_band(
                float(mean[part, *key]),
                (float(low[part, *key]), float(high[part, *key])),
                language=language,
                unit=str(row[f"unit_{language}"]),
            )
            for key, row in zip(keys, listed, strict=True)
        ]
        for part in dict.fromkeys(rows["part"])
    ]
    runs = int(rows.iloc[0]["runs"])
    notes = [
        mean_band_note(result, runs, language=language),
        word("means_note", language, runs=runs),
        word("net_note", language),
        word("substitution_note", language),
    ]
    return Table(word("table_net", language), [word("item", language), *names], cells, "", notes, groups=views)


def _part_name(mean: pd.Series, part: str, *, language: str) -> str:
    """Name of a part; leakage that adds in one view or measure and takes in another keeps its own name."""
    found = mean[part].to_numpy(float)
    gains_only = bool((found >= 0.0).all() and (found > 0.0).any())
    return name_of(f"additionality.{part_label(part, 1.0 if gains_only else -1.0)}", language)


def gains_table(result: Shown, language: str) -> Table | LeftOut | None:
    """Jobs gained and lost by group, losers first."""
    rows = gains(result)
    if rows is None:
        return left_out(result, "table_gains", lacking=lacks_twelve(result.series))
    if rows.empty:
        return LeftOut(PAGE["table_gains"], LACKING["nothing_moved"])
    band = band_name(int(result.manifest["impact_runs"]), language)
    header = [word("item", language), f"{UNITS['persons'].in_language(language)} [{band}]"]
    cells = [
        [
            str(row[f"group_{language}"]),
            f"{number(float(row['q50']), language)} "
            f"[{span(*(number(float(row[end]), language) for end in ('q10', 'q90')), language=language)}]",
        ]
        for row in rows.to_dict("records")
    ]
    first = rows.iloc[0]
    runs = result.manifest["impact_runs"]
    note = told(result, "gains_note", language=language, year=int(first["year"]), runs=runs, band=band)
    return Table(word("table_gains", language), header, cells, "", [note, word("heads_note", language)])


def gains(result: Shown) -> pd.DataFrame | None:
    """Rows of jobs by group that are not zero in every run, smallest median first.

    Groups of firms and of ages and occupations come from the decomposed runs, sex, permit and contract from all runs.
    """
    table = result.additionality
    if table is None or table.empty:
        return None
    rows = table[(table["table"] == "gains") & (table["measure"] == "jobs")]
    people = people_gains(result, int(rows["year"].iloc[0]))
    rows = pd.concat([rows, people], ignore_index=True) if not people.empty else rows
    return rows[(rows["q10"] != 0.0) | (rows["q90"] != 0.0)].sort_values("q50", key=rounded, kind="stable")


def rounded(jobs: pd.Series) -> pd.Series:
    """Jobs without their last bits, which a stored result may have lost: groups that are alike keep their order."""
    return jobs.round(6)


def people_gains(result: Shown, year: int) -> pd.DataFrame:
    """Paired difference in workers at the end of a year by sex, permit and contract, as far as the result holds them.

    Args:
        result: with the world without the programme.
        year: whose December is told.

    Returns:
        Columns group_ko, group_en, year, runs, mean, q10, q50, q90; who is no member of a group is all workers less it.
    """
    main, last = str(result.manifest["scenario"]), f"{year}-12"
    if result.baseline is None or last not in {str(each)[:7] for each in result.series["month"].to_numpy()}:
        return pd.DataFrame()

    def change(variable: str) -> np.ndarray:
        values = over(result.series, variable).sel(month=last).isel(month=-1)
        return np.asarray(paired_difference(values, main, baseline=str(result.baseline)), dtype=float)

    found, every = {}, change("employment")
    for variable, others in SPLITS.items():
        if variable in result.series:
            found[labels()[f"variable.{variable}"].name] = change(variable)
            if others:
                found[PAGE[others]] = every - change(variable)
    return pd.DataFrame(
        [
            {"group_ko": name.ko, "group_en": name.en, "year": year, "runs": values.size, **quantiles(values)}
            for name, values in found.items()
        ]
    )


def _parts(result: Shown) -> pd.DataFrame | None:
    table = result.additionality
    return None if table is None or table.empty else table[table["table"] == "parts"]
