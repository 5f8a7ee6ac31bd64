"""The page as PDF, printed by a browser that the machine already has.

Every Windows machine brings Edge, others Chrome or Chromium; they know the fonts of the machine and the print rules of
the page, and write a tagged file. A typesetting package would need system libraries that Windows does not bring.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from simulation.errors import MissingExtraError, SandanError
from simulation.outcomes.folder import whole_file

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge", "microsoft-edge")
USUAL = (
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
LONGEST = 120
"""Seconds a browser may take."""


def browser() -> str | None:
    """A browser that can print a page, if the machine has one."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    return found or next((path for path in USUAL if Path(path).is_file()), None)


def print_page(page: Path, target: Path) -> Path:
    """Print an HTML file to a PDF, whole or not at all.

    Raises:
        MissingExtraError: the machine has no such browser.
        SandanError: the browser wrote nothing.
    """
    program = browser()
    if program is None:
        raise MissingExtraError(
            "--pdf에는 Edge, Chrome, Chromium 중 하나가 필요합니다. 없으면 HTML을 열어 PDF로 인쇄하십시오.",
            "--pdf needs Edge, Chrome or Chromium; without one, open the HTML and print it to PDF.",
        )
    with tempfile.TemporaryDirectory() as own:
        draft = Path(own) / "page.pdf"
        # A browser started by the administrator of a Unix machine refuses its sandbox; the page is our own file.
        rooted = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
        command = [program, "--headless", "--disable-gpu", *rooted, f"--user-data-dir={own}/profile",
                   "--no-pdf-header-footer", f"--print-to-pdf={draft}", page.resolve().as_uri()]  # fmt: skip
        try:
            subprocess.run(command, check=False, capture_output=True, timeout=LONGEST)
        except subprocess.TimeoutExpired:
            draft.unlink(missing_ok=True)
        if not draft.is_file():
            raise SandanError(f"{program}: {page}을(를) 인쇄하지 못했습니다.", f"{program} could not print {page}.")
        with whole_file(target) as beside:
            shutil.move(draft, beside)
    return target
