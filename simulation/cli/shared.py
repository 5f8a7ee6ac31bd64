"""What all verbs share: the language, the two channels to the user and the choices that hold for every verb."""

from __future__ import annotations

import locale
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from simulation.errors import SandanError, Text

LANGUAGES = ("ko", "en")
WIDTH_OF_FILES = 140
"""Columns where the output is no terminal but a file or a pipe."""
console = Console() if sys.stdout.isatty() else Console(width=WIDTH_OF_FILES)
errors = Console(stderr=True)
ScenarioArgument = Annotated[str, typer.Argument(help="시나리오 이름이나 파일 / shipped name or path")]
SetOption = Annotated[list[str], typer.Option("--set", help="값 바꾸기 a.b=c / change an option")]


def folder_for_results(out: Path) -> Path:
    """The folder that ``--out`` names, unless a file stands in its place or on the way to it."""
    for each in (out, *out.parents):
        if each.exists() and not each.is_dir():
            raise SandanError(
                Text(
                    f"--out {out}: '{each}'은(는) 폴더가 아니라 파일입니다. 다른 폴더를 적으십시오.",
                    f"--out {out}: '{each}' is a file, not a folder. Name another folder.",
                )
            )
    return out


OutOption = Annotated[Path, typer.Option("--out", callback=folder_for_results, help="결과 폴더 / folder of results")]
RESULTS = Path("results")


@dataclass(slots=True)
class Settings:
    """Choices that hold for every verb."""

    language: str = "ko"
    debug: bool = False


settings = Settings()


def system_language() -> str:
    """Korean where the system speaks Korean, else English."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LANG") or (locale.getlocale()[0] or "")
    return "ko" if spoken.lower().startswith("ko") else "en"


def say(ko: str, en: str) -> str:
    """The text in the chosen language."""
    return ko if settings.language == "ko" else en
