"""The table of texts and the code that asks for them by key."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from importlib import import_module
from pathlib import Path
from string import Formatter
from types import ModuleType

from simulation.errors import LANGUAGES
from simulation.texts import TABLE, Say, rooms

ROOT = Path(__file__).parents[2]
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "simulation").rglob("*.py"))}
KEYS_FROM_ELSEWHERE = ("complaint", "referee", "unit", "value.form")
"""Rooms whose keys are names of errors of the system, or stand in a table of data."""
WITHOUT_A_WORD = ("gallery.heads",)
"""Persons, which English does not count by a word."""


def _asked(path: Path) -> Iterator[tuple[str, str]]:
    """Room and key of every text that a module names outright, by ``say("key", ...)`` or ``TEXTS["key"]``."""
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for node in ast.walk(TREES[path]):
        call = isinstance(node, ast.Call) and node.args
        holder, first = (node.func, node.args[0]) if call else (None, None)
        if isinstance(node, ast.Subscript):
            holder, first = node.value, node.slice
        wanted = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
        for each in (part.value for part in wanted if isinstance(part, ast.Constant) and isinstance(part.value, str)):
            held = _held(import_module(name), holder)
            room = held.room if isinstance(held, Say) else next((r for r, own in rooms().items() if own is held), None)
            if room is not None:
                yield room, each
                if isinstance(holder, ast.Attribute) and holder.attr == "fault":
                    yield room, f"{each}_remedy"


def _held(module: ModuleType, node: ast.AST | None) -> object:
    if isinstance(node, ast.Name):
        return getattr(module, node.id, None)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        first = getattr(module, node.value.id, None)
        return first if isinstance(first, Say) else getattr(first, node.attr, None)
    return None


def test_every_text_that_is_asked_for_stands_in_the_table() -> None:
    asked = {pair for path in TREES for pair in _asked(path)}
    assert len(asked) > 300
    assert sorted(f"{room}.{key}" for room, key in asked if key not in rooms()[room]) == []


def test_every_text_of_the_table_is_asked_for() -> None:
    nodes = [node for tree in TREES.values() for node in ast.walk(tree)]
    written = {node.value for node in nodes if isinstance(node, ast.Constant)}
    composed = [node.values for node in nodes if isinstance(node, ast.JoinedStr)]
    parts = ["".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in each) for each in composed]
    patterns = [part for part in parts if re.fullmatch(r"[a-z_]*\*?[a-z_]*", part) and "_" in part]
    keys = [(room, key) for room, own in rooms().items() for key in own if room not in KEYS_FROM_ELSEWHERE]
    silent = [
        (room, key)
        for room, key in keys
        if key.removesuffix("_remedy") not in written and not any(fnmatch(key, p) for p in patterns)
    ]
    assert silent == []


def test_no_key_stands_twice_and_no_text_is_empty() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["key"] for row in rows}) == len(rows)
    assert [row["key"] for row in rows if not all(row[each] for each in LANGUAGES)] == [*WITHOUT_A_WORD]


def test_a_text_fills_the_same_values_in_every_language() -> None:
    for room, own in rooms().items():
        for key, text in own.items():
            ko, en = ({name for _, name, _, _ in Formatter().parse(getattr(text, each))} - {None} for each in LANGUAGES)
            assert ko == en, f"{room}.{key}"
