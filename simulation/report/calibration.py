"""What calibration learned: tables, prior against posterior, its check of itself, and histories beside the record."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulation.catalogue import ComplexData, parameters_for
from simulation.experiments.calibrate import START, Learned
from simulation.experiments.moments import LAST
from simulation.experiments.origins import MEASURES, following
from simulation.experiments.published import TOTAL, published
from simulation.outcomes.folder import whole_folder
from simulation.outcomes.metrics import PROBABILITIES, QUANTILES
from simulation.report import backtest_words as words
from simulation.report.calibration_figures import histories_figure, margins_figure, ranks_figure
from simulation.report.page.page import render
from simulation.report.page.shells import Contents, Drawn, Lines, Section, Table
from simulation.report.style import number, plain, span
from simulation.report.tables import Rows, write_csv
from simulation.texts import Say, texts
from simulation.units import UNITS

say = Say("calibration")
SUBJECTS = texts("calibration_subject")
LIMITS = tuple(texts("calibration_limit").values())


def save_calibration(
    found: Learned, histories: NDArray[np.float64], *, data: ComplexData, scale: float, folder: Path
) -> None:
    """Write ``posterior.csv``, ``learned.csv``, ``screening.csv``, ``ranks.csv``, pictures and the page.

    Args:
        found: what :func:`simulation.experiments.calibrate.calibrate` returned.
        histories: what :func:`simulation.experiments.calibrate.predicted` returned.
        data: the complex.
        scale: of the histories.
        folder: written whole; what stood there is replaced.
    """
    with whole_folder(folder) as draft:
        found.values.to_csv(draft / "posterior.csv", index=False, float_format="%.6g", lineterminator="\n")
        write_csv(learned_table(found, data.key), draft / "learned.csv")
        write_csv(found.screening, draft / "screening.csv")
        for language in ("ko", "en"):
            subtitle = say("subtitle", language, draws=len(found.prior), scale=scale)
            pictures = [
                margins_figure(found, subtitle, language=language, key=data.key),
                ranks_figure(found, subtitle, language=language, key=data.key),
                histories_figure(histories, data, subtitle=subtitle, language=language),
            ]
            if language == "ko":
                for picture in pictures:
                    picture.save(draft)
            drawn = [Drawn(picture, SUBJECTS[picture.name].in_language(language)) for picture in pictures]
            header = say("learned_header", language).split("|")
            rows = learned_rows(found, data.key, language=language)
            notes = [*missed(histories, data, language=language), *(text.in_language(language) for text in LIMITS)]
            sections = [
                Section(say("learned", language), [Table(say("learned_table", language), header, rows, texts=2)]),
                Section(say("histories", language), [drawn[2], Lines(notes)]),
                Section(say("margins", language), [drawn[0]]),
                Section(say("ranks", language), [drawn[1]]),
            ]
            title = say("title", language, place=data.name.in_language(language))
            page = render(Contents(title, subtitle, sections), language=language)
            (draft / f"calibration.{language}.html").write_text(page, encoding="utf-8")


def learned_table(found: Learned, key: str) -> pd.DataFrame:
    """One row a parameter: prior range, posterior quantiles, share told, spread of the posterior over the prior's."""
    known, rows = parameters_for(key), []
    told = dict(zip(found.screening["parameter"], found.screening["told"], strict=True))
    for column, name in enumerate(found.names):
        values = found.values[name].to_numpy()
        rows.append(
            {
                "parameter": name,
                "unit": known[name].unit,
                "low": known[name].low,
                "high": known[name].high,
                **dict(zip(QUANTILES[1:], np.quantile(values, PROBABILITIES), strict=True)),
                "told": told[name],
                "spread_ratio": found.places[:, column].std() / found.prior[:, column].std(),
            }
        )
    return pd.DataFrame(rows)


def learned_rows(found: Learned, key: str, *, language: str) -> Rows:
    """The table of what was learned, for the page and the terminal."""
    known = parameters_for(key)

    return [
        [
            known[str(row["parameter"])].name.in_language(language),
            UNITS[str(row["unit"])].in_language(language),
            *(plain(float(row[name]), language) for name in ("low", "high", "q50")),
            span(plain(float(row["q10"]), language), plain(float(row["q90"]), language), language=language),
            number(float(row["told"]), language, decimals=2),
            number(float(row["spread_ratio"]), language, decimals=2),
        ]
        for row in learned_table(found, key).to_dict("records")
    ]


def missed(histories: NDArray[np.float64], data: ComplexData, *, language: str) -> list[str]:
    """One line a measure: how far the median lies from the record after the quarters that were learned from."""
    quarters = following(START, histories.shape[1])
    test = [place for place, quarter in enumerate(quarters) if quarter > LAST]
    lines = []
    for place in (1, 2, 3):
        drawn = histories[:, test, place, 0]
        record = published(data, MEASURES[place])[TOTAL].loc[[quarters[each] for each in test]].to_numpy()
        low, middle, high = np.quantile(drawn, [0.1, 0.5, 0.9], axis=0)
        lines.append(
            say(
                "missed",
                language,
                measure=words.MEASURES[MEASURES[place]].in_language(language),
                error=number(float(100.0 * np.abs(middle / record - 1.0).mean()), language, decimals=2),
                inside=int(((low <= record) & (record <= high)).sum()),
                all=len(test),
            )
        )
    return lines
