"""A result as people look into it from Python: tables by name, the effect by year, tidy frames, a card in notebooks."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from simulation.card import card
from simulation.errors import SandanError
from simulation.experiments.result import SUMMARY
from simulation.report import frames, iamc
from simulation.report.shown import Shown
from simulation.report.tables import with_names


class Explored(Shown):
    """A result that can be computed further with."""

    __slots__ = ()

    def table(self, name: str) -> pd.DataFrame:
        """A copy of one table by the name of its file, with Korean names beside the keys.

        Raises:
            SandanError: this result holds no such table; the message lists those it holds.
        """
        held = {SUMMARY: self.summary, **self.tables}
        if name not in held:
            listed = ", ".join(held)
            raise SandanError(
                f"'{name}' 표가 없습니다. 이 결과에 있는 표: {listed}.",
                f"There is no table '{name}'; this result holds: {listed}.",
            )
        names = {world["key"]: world["name"]["ko"] for world in self.manifest["worlds"]}
        return with_names(held[name], names)

    def effect(self, variable: str, by: str | None = None) -> pd.DataFrame:
        """What the programme does to a variable: paired difference by whole year as quantile columns.

        Args:
            variable: key of a variable, such as ``employment``.
            by: a dimension to keep apart, such as ``industry``.

        Raises:
            SandanError: no world without the programme was run, or there is no such variable or dimension.
        """
        if self.baseline is None:
            raise SandanError(
                "사업을 더하지 않은 시나리오이므로 효과가 없습니다. 사업이 든 시나리오를 돌리십시오.",
                "The scenario adds no programme, so it has no effect; run one that does.",
            )
        return frames.effect(self.series, variable, worlds=(str(self.manifest["scenario"]), self.baseline), by=by)

    def to_dataframe(
        self, names: Sequence[str] | None = None, *, by: Sequence[str] = (), frequency: str = "month"
    ) -> pd.DataFrame:
        """Variables as columns, one row a scenario, run and month or year; see :mod:`simulation.report.frames`."""
        return frames.to_dataframe(self.series, names, by=by, frequency=frequency)

    def to_iamc(self) -> pd.DataFrame:
        """Whole years in the table format that pyam reads; see :mod:`simulation.report.iamc`."""
        place = self.setting.complex
        return iamc.to_iamc(self.series, place.name.en, districts={each.key: each.name.en for each in place.districts})

    def _repr_html_(self) -> str:
        asked = self.scenario
        rows = [
            ("반복 / Runs", self.manifest["runs"]),
            ("전망 기준 / Outlook", asked.outlook),
            ("기간 / Months", f"{asked.start} ~ {asked.end}"),
            ("축척 / Scale", None if asked.scale == 1.0 else f"{asked.scale:g}"),
        ]
        head = card(f"{asked.key}: {asked.name.ko} / {asked.name.en}", rows)
        return head + "".join(_grid(*self.key_results(language)) for language in ("ko", "en"))


def _grid(header: list[str], rows: list[list[str]]) -> str:
    """A table whose words break where a reader would, in Korean too."""
    if not rows:
        return ""
    table = pd.DataFrame(rows, columns=header).to_html(index=False, escape=True, border=1)
    return f'<div style="word-break:keep-all">{table}</div>'
