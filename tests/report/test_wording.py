"""A value in a sentence takes the ending it asks for, and no English template counts in the plural alone."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import simulation
from simulation.errors import Text
from simulation.wording import filled, particle

ROOM = Path(simulation.__file__).parent / "report"
COUNTED = re.compile(
    r"\{(?:runs|draws|n|count|all|worlds|paths)\}(?: [a-z]+)? (?:run|draw|reading|world|path|target)s\b"
)
"""A number of which there may be one, before a word that has a singular."""
MANY = re.compile(r"\{[a-z_]+\} (?:are|have|were|do|stand|lie|fall)\b")
"""A number of which there may be one, before a verb of many."""


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("사업", "과"),
        ("대안 비교", "와"),
        ("선도프로젝트(발표 사업비)", "와"),
        ("'스마트공장 700개'", "와"),
        ("종사자 15만 명", "과"),
        ("2023", "과"),
        ("2022", "와"),
        ("plan", "과(와)"),
    ],
)
def test_particles_follow_the_last_syllable(name: str, form: str) -> None:
    assert particle(name, "과", open_="와") == form


def test_ro_follows_a_liquid_as_it_follows_a_vowel() -> None:
    assert [particle(name, "으로", open_="로") for name in ("서울", "부산", "대구")] == ["로", "으로", "로"]


def test_endings_follow_the_value() -> None:
    text = Text("'{name:'은|'는} {runs}회", "{runs: run| runs}, {share:.1f}")
    assert text.filled("en", runs=1, share=0.25, name="") == "1 run, 0.2"
    assert text.filled("en", runs="12", share=1, name="") == "12 runs, 1.0"
    assert text.filled("ko", name="입주업체 3,000개", runs=1, share=0) == "'입주업체 3,000개'는 1회"
    assert text.filled("ko", name="late", runs=2, share=0) == "'late'은(는) 2회"
    assert filled("{{kept}}") == "{kept}"


def test_one_run_is_no_runs() -> None:
    templates = [
        (path.name, node.value)
        for path in sorted(ROOM.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert len(templates) > 1000
    assert [(name, text) for name, text in templates if COUNTED.search(text) or MANY.search(text)] == []
