"""What ``sandan report`` writes beside the pages when asked: Word, PDF, the IAMC table and Parquet."""

from __future__ import annotations

from pathlib import Path

from simulation.errors import LANGUAGES, MissingExtraError, SandanError
from simulation.outcomes.folder import whole_file, write_whole
from simulation.report.document import Told, report_document
from simulation.report.explored import Explored
from simulation.report.printed import print_page
from simulation.report.tables import write_csv

KINDS = ("docx", "pdf", "iamc", "parquet")


def write_other(result: Told, folder: Path, *, kinds: list[str]) -> list[Path]:
    """Write other forms of a report into its folder, each file whole or not at all.

    Args:
        result: what lies in the folder; a comparison has pages and so a PDF and a document.
        folder: folder with its pages written.
        kinds: some of ``docx``, ``pdf``, ``iamc``, ``parquet``.

    Raises:
        SandanError: a comparison was asked for something else than a PDF or a document.
        MissingExtraError: a package or program is missing; the message says which.
    """
    written: list[Path] = []
    if "pdf" in kinds:
        written += [print_page(folder / f"report.{each}.html", folder / f"report.{each}.pdf") for each in LANGUAGES]
    if "docx" in kinds:
        for language in LANGUAGES:
            written.append(folder / f"report.{language}.docx")
            write_whole(written[-1], report_document(result, language))
    rest = [kind for kind in kinds if kind not in ("pdf", "docx")]
    if not rest:
        return written
    if not isinstance(result, Explored):
        raise SandanError(
            f"{folder}: 비교 폴더는 --pdf와 --docx만 됩니다. 결과 폴더를 지정하십시오.",
            f"{folder}: a comparison has a PDF and a document alone; name the folder of a result.",
        )
    if "iamc" in rest:
        written.append(folder / "iamc.csv")
        with whole_file(written[-1]) as draft:
            write_csv(result.to_iamc(), draft)
    if "parquet" in rest:
        written.append(_parquet(result, folder))
    return written


def _parquet(result: Explored, folder: Path) -> Path:
    """Every variable of the whole complex or city by scenario, run and month."""
    target = folder / "series.parquet"
    try:
        with whole_file(target) as draft:
            result.to_dataframe().to_parquet(draft, engine="pyarrow")
    except ImportError as error:
        raise MissingExtraError(
            "--parquet에는 pyarrow가 필요합니다: pip install 'sandan[parquet]'.",
            "--parquet needs pyarrow: pip install 'sandan[parquet]'.",
        ) from error
    return target
