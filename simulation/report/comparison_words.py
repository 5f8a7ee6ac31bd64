"""Sentences and heads of a comparison of alternatives, in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from simulation.catalogue import name_of
from simulation.errors import Text
from simulation.report.series import band_name
from simulation.report.style import amounts, number

COMPARED: dict[str, Text] = {
    "title": Text("대안 비교: {complex}", "Alternatives compared: {complex}"),
    "difference": Text(
        "'{first:'과|'와} '{second}'의 차이는 {year}년 {measure} {middle}임(뒤에서 앞을 뺀 값, {band} {low}~{high})",
        "{measure} in {year}, '{second}' minus '{first}': {middle} ({band}: {low} to {high})",
    ),
    "alike": Text(
        "'{first:'과|'와} '{second:'은|'는} {year}년 {measure}에서 구별하기 어려움"
        "(차이의 {band} {low}~{high}에 0이 들어 있음)",
        "{measure} in {year}: '{first}' and '{second}' cannot be told apart (difference, {band}: {low} to {high}, "
        "holds zero)",
    ),
    "same": Text(
        "'{first:'과|'와} '{second:'은|'는} 모든 반복에서 결과가 같음",
        "'{first}' and '{second}' are the same in every run",
    ),
    "same_measure": Text(
        "'{first:'과|'와} '{second:'은|'는} {year}년 {measure}에서 모든 반복에 걸쳐 같음",
        "'{first}' and '{second}' have the same {measure:inside} in {year}, in every run",
    ),
    "told_none": Text(
        "{name}, {when}: 어느 대안도 미시행과 구별하기 어려움",
        "{name}, {when}: no alternative can be told from doing nothing",
    ),
    "told_one": Text(
        "{name}, {when}: 미시행과 구별되는 대안은 '{most}' 하나임({gain})",
        "{name}, {when}: '{most}' alone can be told from doing nothing ({gain})",
    ),
    "told_alike": Text(
        "{name}, {when}: 미시행과 구별되는 대안의 차이가 모두 같음({gain})",
        "{name}, {when}: all that can be told from doing nothing differ by the same ({gain})",
    ),
    "told_several": Text(
        "{name}, {when}: 미시행과 구별되는 대안 중 차이는 '{most}'에서 가장 크고({gain}) '{least}'에서 가장 "
        "작음({loss})",
        "{name}, {when}: of those told from doing nothing most in '{most}' ({gain}), least in '{least}' ({loss})",
    ),
    "levels_note": Text(
        "위는 대안별 중앙값과 미시행(회색)의 80 % 구간, 아래는 같은 난수·모수·대외여건에서 짝지은 미시행과의 차이. "
        "반복 10회 미만이면 구간 대신 개별 반복을 그림",
        "Above: medians, in grey the band without the programme; below: paired differences to doing nothing. With "
        "fewer than ten runs each run is drawn in place of a band",
    ),
    "zero_note": Text("세로축은 0에서 시작하지 않음", "The vertical axis does not start at zero"),
    "differences_note": Text(
        "큰 점은 중앙값, 선은 80 % 구간(반복 10회 미만이면 작은 점이 개별 반복). "
        "같은 난수·모수·대외여건에서 짝지은 차이",
        "Large marks: medians; lines: 80 % bands (with fewer than ten runs, small dots: runs). "
        "Paired: same luck, parameters and outside demand",
    ),
    "gains_none": Text(
        "{year}년 종사자: 어느 업종과 규모에서도 미시행과 구별하기 어려움",
        "Jobs in {year}: no industry or size class can be told from doing nothing",
    ),
    "gains_most": Text(
        "{year}년 종사자, 0과 구별되는 차이 중 가장 큰 증가는 '{winner}'의 {most}({gain}명)임",
        "Jobs in {year}, of differences told from zero: most gained under '{winner}', {most:inside} ({gain})",
    ),
    "gains_least": Text(
        "{year}년 종사자, 0과 구별되는 차이 중 가장 큰 감소는 '{loser}'의 {least}({loss}명)임",
        "Jobs in {year}, of differences told from zero: most lost under '{loser}', {least:inside} ({loss})",
    ),
    "gains_both": Text(
        "{year}년 종사자, 0과 구별되는 차이 중 가장 큰 증가와 감소는 모두 '{winner}'의 것임: {most} {gain}명, "
        "{least} △{loss}명",
        "Jobs in {year}, of differences told from zero under '{winner}': most gained in {most:inside} ({gain}), "
        "most lost in {least:inside} ({loss})",
    ),
    "gains_each": Text(
        "{year}년 종사자, 0과 구별되는 차이 중 가장 큰 증가는 '{winner}'의 {most}({gain}명), "
        "가장 큰 감소는 '{loser}'의 {least}({loss}명)임",
        "Jobs in {year}, of differences told from zero: most gained under '{winner}', {most:inside} ({gain}), "
        "most lost under '{loser}', {least:inside} ({loss})",
    ),
    "targets_found": Text(
        "달성 확률 66 % 이상인 해석: {listed}", "Readings with a probability of 66 % or more: {listed}"
    ),
    "targets_alike": Text(
        "달성 확률 66 % 이상인 해석은 모든 대안에서 {all}개 중 {likely}개임",
        "Readings with a probability of 66 % or more: {likely} of {all} under every alternative",
    ),
    "targets_of": Text("'{name}' {likely}/{all}", "'{name}' {likely} of {all}"),
    "targets_note": Text(
        "가로선은 95 % 신뢰구간. 모든 대안에서 확률이 0 %인 목표 {count}개는 생략함. 구간이 넓어 판정을 유보한 해석은 "
        "제목에서 세지 않음",
        "Lines: 95 % interval; {count: reading| readings} with 0 % under every alternative are left out. The title "
        "counts none whose interval is too wide to judge",
    ),
    "table": Text("대안 비교", "Alternatives"),
    "summary": Text("요약", "Summary"),
    "detail": Text("대안별 전망", "Outlook by alternative"),
    "who": Text("누가 늘고 누가 주는가", "Who gains and who loses"),
    "reach": Text("발표 목표", "Announced targets"),
    "without": Text("미시행", "Doing nothing"),
    "heads_note": Text(
        "종사자 수의 차이는 단지 안의 총변화이며 순일자리가 아님. 순일자리는 대안을 하나씩 실행한 보고서에 있음",
        "Differences in employment are gross, inside the complex, and no net jobs; the report of a run of one "
        "alternative has those",
    ),
    "paid": Text("집행 사업비(기간 누계, 억원)", "Money paid, cumulative (billion KRW)"),
    "measure": Text("구분", "Measure"),
    "chances_note": Text(
        "목표는 달성 확률(95 % 신뢰구간). 수준은 외부수요 경로나 모수 추출 전체에서 적분하고(반복 8회부터) 나머지는 "
        "반복의 비율임",
        "Targets: probability (95 % interval). Levels are integrated over outside paths or draws of the parameters "
        "(from eight runs), the rest are shares of runs",
    ),
}


def compared(key: str, language: str, **fields: object) -> str:
    """A text of a comparison in a language, filled in."""
    return COMPARED[key].filled(language, **fields)


HEADS = {"employment": ("명", " persons"), "tenants": ("개사", " firms"), "adopters": ("개사", " firms")}
"""Units of the measures that are not money, with the space that a language puts before them."""


def unit_of(measure: str, language: str) -> str:
    """Unit of a difference, with the space that a language puts before it."""
    return HEADS.get(measure, ("억원", " (100 million KRW)"))[0 if language == "ko" else 1]


def told(values: Sequence[float], measure: str, *, language: str) -> tuple[list[str], str]:
    """Differences as a sentence says them, and their unit."""
    if measure not in HEADS:
        return amounts(values, language)
    return [number(each, language) for each in values], unit_of(measure, language)


def pair(key: str, names: Mapping[str, str], *, both: tuple[str, str], language: str, **fields: object) -> str:
    """A sentence on two worlds by name.

    Args:
        key: of the template.
        names: names of the worlds by key.
        both: keys of the two.
        language: ``ko`` or ``en``.
        fields: what else the template asks for.
    """
    first, second = (names[each] for each in both)
    return compared(key, language, first=first, second=second, **fields)


def sentence(row: Mapping[Any, Any], names: Mapping[str, str], *, runs: int, language: str) -> str:
    """The difference of two worlds in one measure, that there is none, or that it cannot be told from none.

    Args:
        row: of the table of differences.
        names: names of the worlds by key.
        runs: number of runs: the ends over few are no band.
        language: ``ko`` or ``en``.
    """
    found, unit = told([float(row[key]) for key in ("q50", "q10", "q90")], str(row["measure"]), language=language)
    return pair(
        "same_measure" if row["same"] else "difference" if row["apart"] else "alike",
        names,
        both=(str(row["against"]), str(row["scenario"])),
        language=language,
        year=row["year"],
        measure=name_of(f"variable.{row['measure']}", language),
        middle=found[0] + unit,
        low=found[1],
        high=found[2] + unit,
        band=band_name(runs, language),
    )
