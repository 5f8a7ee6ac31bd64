"""The back-test that ships is the one that is kept, and the report says where the model loses."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from simulation.catalogue import table
from simulation.report.page import verified
from simulation.report.page.shells import LeftOut, Table
from tests.report.shipped_scores import KEPT, PLACE, shipped


def told(place: str = PLACE) -> SimpleNamespace:
    """A result of a complex."""
    return SimpleNamespace(scenario=SimpleNamespace(complex=place))


def test_the_shipped_scores_are_the_kept_ones() -> None:
    """Where this fails the back-test was renewed: ``make scores`` carries it over."""
    pd.testing.assert_frame_equal(table("backtest_scores"), shipped(pd.read_csv(KEPT)), check_dtype=False)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_wins_and_losses_are_counted_by_hand(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    columns = ["complex", "mode", "measure", "ahead", "origins", "independent", "crps_model", "crps_last_value",
               "cover_80"]  # fmt: skip
    rows = [
        [PLACE, "recorded", "employment", 1, 16, 16, 0.7, 0.6, 56.2],
        [PLACE, "announced", "production_eok_krw", 4, 13, 3, 4.9, 6.2, 100.0],
        [PLACE, "announced", "tenant_firms", 8, 9, 1, 3.3, 3.3, 44.4],
        ["elsewhere", "announced", "employment", 8, 9, 1, 9.9, 0.1, 1.0],
    ]
    monkeypatch.setattr(verified, "table", lambda _: pd.DataFrame(rows, columns=columns))
    shown = verified.verified_table(told(), language)
    assert isinstance(shown, Table)
    assert [row[4:7] for row in shown.rows] == [
        ["4.90", "6.20", "100 %"], ["3.30", "3.30", "44 %"], ["0.70", "0.60", "56 %"],
    ]  # fmt: skip
    assert [row[-1] == shown.rows[0][-1] for row in shown.rows] == [True, False, False]
    lines = verified.verified_lines(told(), language)
    assert len(lines) == 4
    assert [figure for figure in ("1", "3") if figure in lines[0]] == ["1", "3"]
    # One line a condition with losses, hardest first; then where the band held least, of this complex alone.
    assert ["8" in lines[1], "1" in lines[2], "44 %" in lines[3]] == [True, True, True]
    assert isinstance(verified.verified_table(told("nowhere"), language), LeftOut)
    assert verified.verified_lines(told("nowhere"), language) == []
