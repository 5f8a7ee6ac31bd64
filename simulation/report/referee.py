"""The referee's table as a folder: every line as CSV, the page in both languages and the picture."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from simulation.catalogue import complex_data, name_of
from simulation.errors import LANGUAGES
from simulation.experiments.referee import FLOWS, MEASURES, Answers, Question
from simulation.outcomes.folder import whole_folder
from simulation.outcomes.full_size import scale_note
from simulation.outcomes.paired_paths import UNTOLD, begins, half_lives, half_way, interval, long_run, sign
from simulation.report import style
from simulation.report.alt_text import Row, rows_told
from simulation.report.framing import arrange
from simulation.report.page.page import render
from simulation.report.page.shells import Block, Contents, Drawn, Section, Table
from simulation.report.page.words import word
from simulation.report.picture import Picture, canvas
from simulation.report.style import amount, counted, number, span, styled
from simulation.report.tables import Rows, write_csv
from simulation.report.words import say
from simulation.texts import Say
from simulation.units import UNITS

said = Say("referee")
FOLDER = "referee"
PANELS = 3
NOTES = ("note_pairs", "note_sign", "note_lag", "note_region")
LAGS = {"lag_median": 0.5, "lag_q10": 0.1, "lag_q90": 0.9}
COLUMNS = ("question", "measure", "unit", "sign", "change", "percent", "interval", "lag", "lag_runs")
SIGNS = {1: "+", -1: "-", 0: "open"}


def lines(answers: Answers) -> pd.DataFrame:
    """Sign, size and lag, a line for each question and measure.

    Returns:
        Columns question, question_ko, question_en, measure, unit, runs, sign, mean, low, high (interval of the mean),
        q10, q90, usual (mean of the usual world), percent, lag (months, -1 where it cannot be told), lag_median,
        lag_q10, lag_q90 (of single runs, each to half of its own change; empty where it cannot be told), literature.
    """
    rows = []
    for place, asked in enumerate(answers.asked):
        first = begins(answers.difference[place])
        for column, measure in enumerate(MEASURES):
            paths, flow = answers.difference[place, :, column], measure in FLOWS
            moved = long_run(paths, flow)
            usual = float(long_run(answers.usual[place, :, column], flow).mean())
            low, high = interval(moved)
            lives = half_lives(paths, first)
            rows.append(
                {
                    "question": asked.question.key,
                    "question_ko": asked.question.name.ko,
                    "question_en": asked.question.name.en,
                    "measure": measure,
                    "unit": "억원" if flow else "persons",
                    "runs": moved.size,
                    "sign": sign(moved),
                    "mean": float(moved.mean()),
                    "low": low,
                    "high": high,
                    "q10": float(np.quantile(moved, 0.1)),
                    "q90": float(np.quantile(moved, 0.9)),
                    "usual": usual,
                    "percent": 100.0 * float(moved.mean()) / usual if usual else float("nan"),
                    "lag": half_way(paths, first),
                    **{
                        name: float(np.quantile(lives, share)) if lives.size else float("nan")
                        for name, share in LAGS.items()
                    },
                    "literature": "; ".join(each.source for each in asked.question.literature) or "not read",
                }
            )
    return pd.DataFrame(rows)


def shown(table: pd.DataFrame, language: str) -> tuple[list[str], Rows]:
    """Header and rows for the terminal and the page."""
    header = [said(each, language) for each in COLUMNS]
    rows: Rows = []
    for row in table.to_dict("records"):
        unit = UNITS[str(row["unit"])].in_language(language)
        change, low, high = (amount(float(row[each]), unit, language=language) for each in ("mean", "low", "high"))
        bounds = span(low, high, language=language) if np.isfinite(row["low"]) else said("untold", language)
        rows.append(
            [
                str(row[f"question_{language}"]),
                said(str(row["measure"]), language),
                counted(unit)[1],
                said(SIGNS[int(row["sign"])], language),
                change,
                number(float(row["percent"]), language, decimals=2),
                bounds,
                said("untold", language) if row["lag"] == UNTOLD else str(row["lag"]),
                _lag_of_runs(row, language),
            ]
        )
    return header, rows


def _lag_of_runs(row: Mapping[Hashable, Any], language: str) -> str:
    """Median of the lags of single runs with the band that holds 80 % of them."""
    if np.isnan(row["lag_median"]):
        return said("untold", language)
    middle, low, high = (number(float(row[each]), language) for each in LAGS)
    return f"{middle} ({span(low, high, language=language)})"


def literature(questions: list[Question], language: str) -> Table:
    """What each source that was read says; a question without one says so."""
    rows = []
    for each in questions:
        name = each.name.in_language(language)
        for one in each.literature:
            rows.append([name, one.said.in_language(language), one.source, said(one.read, language)])
        if not each.literature:
            rows.append([name, said("not_read", language), "-", "-"])
    header = [said(each, language) for each in ("question", "said", "source", "read")]
    return Table(said("literature", language), header, rows, texts=len(header), source=word("source_named", language))


@styled()
def referee_figure(answers: Answers, subtitle: str, *, language: str) -> Picture:
    """Mean change of the jobs of the complex with the interval of the mean, one panel a question."""
    column = MEASURES.index("employment")
    figure, panels = canvas(panels=PANELS, rows=-(-len(answers.asked) // PANELS), height=8.2)
    for axes, asked, paths in zip(panels, answers.asked, answers.difference[:, :, column], strict=False):
        months = np.arange(paths.shape[1]) + 1
        bounds = np.array([interval(paths[:, month]) for month in range(paths.shape[1])])
        if np.isfinite(bounds).all():
            axes.fill_between(months, bounds[:, 0], bounds[:, 1], color=style.SKY, alpha=0.45, linewidth=0.0)
        axes.plot(months, paths.mean(axis=0), color=style.BLUE, linewidth=1.4)
        axes.axhline(0.0, color=style.GREY, linewidth=0.8)
        axes.yaxis.set_major_formatter(style.ticks(language))
        axes.set_title(_folded(asked.question.name.in_language(language)), fontsize=7.0, pad=3)
        axes.tick_params(labelsize=6.5)
        axes.set_xticks(months[11::12])
    for axes in panels[len(answers.asked) :]:
        axes.set_visible(False)
    moved = [long_run(paths, flow=False) for paths in answers.difference[:, :, column]]
    told: list[Row] = []
    for asked, each in zip(answers.asked, moved, strict=True):
        low, high = interval(each) if each.size > 1 else (None, None)
        told.append((asked.question.name.in_language(language), float(each.mean()), low, high))
    title = said("found", language, told=sum(sign(each) != 0 for each in moved), all=len(moved))
    remarks = [said("axis", language), said("picture_note", language)]
    source = f"{name_of('note.source', language)}: {say('source_model', language)}"
    arrange(figure, title, subtitle=subtitle, remarks=remarks, source=source, language=language, legend_rows=0)
    figure.subplots_adjust(hspace=0.62, wspace=0.3)
    words = rows_told(told, across=said("axis", language), language=language, spread="interval", order=False)
    return Picture(FOLDER, title, figure, told=words)


def _folded(name: str, width: int = 30) -> str:
    """A long name on two lines, broken at the blank nearest to its middle."""
    if len(name) <= width:
        return name
    blanks = [place for place, letter in enumerate(name) if letter == " "]
    middle = min(blanks, key=lambda place: abs(place - len(name) / 2))
    return f"{name[:middle]}\n{name[middle + 1 :]}"


def save_referee(answers: Answers, *, scale: float, out: Path, language: str) -> tuple[Path, list[str], Rows]:
    """Write ``<out>/<complex>/referee``: ``referee.csv``, the page in both languages and the picture.

    Args:
        answers: what :func:`simulation.experiments.referee.referee` found.
        scale: size of the worlds.
        out: folder of results.
        language: of the picture and of what is returned.

    Returns:
        The folder, and header and rows for the terminal.
    """
    table, asked = lines(answers), answers.asked[0].usual
    data = complex_data(asked.complex)
    folder = out / data.key / FOLDER
    with whole_folder(folder) as draft:
        write_csv(table, draft / f"{FOLDER}.csv")
        for each in LANGUAGES:
            size = "" if scale == 1.0 else f" · {scale_note(scale, each)}"
            subtitle = said("subtitle", each, start=asked.start, end=asked.end, runs=answers.usual.shape[1], size=size)
            picture = referee_figure(answers, subtitle, language=each)
            if each == language:
                picture.save(draft)
            header, rows = shown(table, each)
            notes = [said(note, each) for note in NOTES]
            sign_table = Table(said("table", each), header, rows, remarks=notes, texts=4)
            blocks: list[Block] = [
                sign_table,
                Drawn(picture, said("picture", each)),
                literature([one.question for one in answers.asked], each),
            ]
            title = said("title", each, place=data.name.in_language(each))
            page = render(Contents(title, subtitle, [Section(said("section", each), blocks)]), language=each)
            (draft / f"{FOLDER}.{each}.html").write_text(page, encoding="utf-8")
    return folder, *shown(table, language)
