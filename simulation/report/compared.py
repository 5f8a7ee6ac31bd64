"""A comparison as a report tells it: what it says of itself, and a sentence on every pair."""

from __future__ import annotations

from dataclasses import replace

from simulation.experiments.comparison import SWINGS
from simulation.experiments.comparison import Comparison as Numbers
from simulation.report.comparison_words import pair, sentence
from simulation.report.series import NAMELESS, Setting

TOLD = ("value_added", "employment", SWINGS)
"""Measures of which every pair gets a sentence; of swings only a pair of alternatives."""


class Compared(Numbers):
    """Alternatives under the same luck, in words."""

    __slots__ = ()

    @property
    def setting(self) -> Setting:
        """What every picture and table says about the comparison."""
        return replace(Setting.of(self.scenarios[0].model_dump(mode="json"), int(self.manifest["runs"])), name=NAMELESS)

    def sentences(self, language: str | None = None) -> list[str]:
        """One sentence a pair and measure: the difference with its band, or that the two cannot be told apart.

        A pair that is the same in everything gets one sentence alone.
        """
        spoken = language or self.language
        names = {world.key: self.name(world.key, spoken) for world in self.scenarios}
        said: dict[str, None] = {}
        for row in self.differences().to_dict("records"):
            swings = row["measure"] == SWINGS
            if row["measure"] not in TOLD or (swings and row["against"] == self.baseline):
                continue
            both = str(row["against"]), str(row["scenario"])
            same = self.same_worlds(*both)
            period = (str(self.series["month"].to_numpy()[0])[:4], str(row["year"])) if swings else None
            told = sentence(row, names, runs=self.setting.runs, language=spoken, period=period)
            said[pair("same", names, both=both, language=spoken) if same else told] = None
        return list(said)
