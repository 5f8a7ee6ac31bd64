"""What the README tells a reader to type is typed: every command and every line of code, on a small world."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import pytest

import simulation as sim
from simulation import cli

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "README.md").read_text(encoding="utf-8")
SMALL = ["--set", "scale=0.05", "--set", "end=2020-03"]
MORE = {
    "run": ["--runs", "1", "--impact-runs", "1", "--workers", "1", *SMALL],
    "compare": ["--runs", "1", "--workers", "1", *SMALL],
    "sign-map": ["--runs", "1", "--workers", "1", *SMALL],
    "interaction": ["--runs", "1", "--workers", "1", *SMALL],
    "score-demand": ["--paths", "20"],
    "gallery": ["--runs", "1", "--scale", "0.01", "--workers", "1"],
    "referee": ["--runs", "2", "--scale", "0.02", "--workers", "1"],
    "claims": ["--runs", "1", "--scale", "0.02", "--workers", "1"],
    "calibrate": ["--draws", "240", "--predictive", "2", "--scale", "0.05", "--workers", "2"],
    "backtest": ["--runs", "2", "--only", "recorded", "--scale", "0.05", "--workers", "2"],
    "forecast": ["--runs", "4", "--quarters", "2", "--scale", "0.05", "--workers", "2"],
    "show": SMALL,
}
"""What makes a command small enough to try."""
LONG = ("living",)
"""Verbs that cannot be asked of a small world; their own tests try them."""
QUICK = ("--help", "validate", "show", "list", "explain", "score-demand", "interaction", "forecast", "new", "template")
"""What takes seconds; the others write whole folders with every picture."""


def blocks(language: str) -> list[str]:
    """The fenced blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def typed() -> list[list[str]]:
    """Every ``sandan`` command of the page, in words."""
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    return [shlex.split(line, comments=True)[1:] for line in lines if line.startswith("sandan ")]


COMMANDS = [
    pytest.param(words, id=" ".join(words), marks=() if words[0] in QUICK else pytest.mark.statistics)
    for words in typed()
    # A FOLDER is what the reader has: results that were run (tests/report/test_comparison.py compares them).
    if words[0] not in LONG and "FOLDER" not in words
]


def test_the_page_holds_commands_of_most_verbs():
    verbs = {words[0] for words in typed()}
    assert {"run", "validate", "show", "compare", "list", "explain"} <= verbs
    assert len(COMMANDS) >= 10


@pytest.mark.parametrize("words", COMMANDS)
def test_a_command_of_the_page_works(words, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("late.yaml").write_text(blocks("yaml")[0], encoding="utf-8")
    asked = [word for place, word in enumerate(words) if "--runs" not in words[max(place - 1, 0) : place + 1]]
    monkeypatch.setattr(sys, "argv", ["sandan", "--lang", "en", *asked, *MORE.get(words[0], [])])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    said = capsys.readouterr()
    assert ended.value.code == 0, said.err
    assert said.out.strip()


def test_the_code_of_the_page_works(monkeypatch):
    def small(name):
        return load(name, ["scale=0.05", "end=2020-03"])

    def few(scenario, runs):
        assert runs == 8
        return run(scenario, runs=2, workers=1)

    load, run = sim.load, sim.run
    monkeypatch.setattr(sim, "load", small, raising=False)
    monkeypatch.setattr(sim, "run", few, raising=False)
    code = "".join(blocks("python"))
    assert "sim.run" in code
    names: dict[str, object] = {}
    exec(compile(code, "README.md", "exec"), names)
    assert names["r"].series.sizes["run"] == 2
