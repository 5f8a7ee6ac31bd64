"""Words of the referee's table, in both languages."""

from __future__ import annotations

from simulation.errors import Text

REFEREE: dict[str, Text] = {
    "title": Text(
        "모형 점검: 한 가지씩 바꾸면 무엇이 달라지는가({place})", "The referee's table: one change at a time ({place})"
    ),
    "subtitle": Text(
        "{start}~{end} · 발표 시점 전망 기준 · 반복 {runs}회{size}",
        "{start} to {end} · Outlook as of the announcement · {runs: run| runs}{size}",
    ),
    "section": Text("부호·크기·시차", "Sign, size and lag"),
    "literature": Text("문헌은 무엇이라 하는가", "What the literature says"),
    "question": Text("물음", "Question"),
    "measure": Text("지표", "Measure"),
    "unit": Text("단위", "Unit"),
    "sign": Text("부호", "Sign"),
    "change": Text("변화(마지막 12개월)", "Change (last 12 months)"),
    "percent": Text("변화율(%)", "Percent"),
    "interval": Text("평균의 95 % 신뢰구간", "95 % interval of the mean"),
    "band": Text("반복 간 80 % 범위", "80 % of runs"),
    "lag": Text("절반까지(개월)", "Months to half"),
    "lag_runs": Text("절반까지: 반복 중앙값(80 % 범위)", "Months to half: median of runs (80 %)"),
    "said": Text("내용", "What it says"),
    "source": Text("출처", "Source"),
    "read": Text("읽은 범위", "Read"),
    "abstract": Text("초록", "abstract"),
    "column": Text("해설문", "column"),
    "news": Text("보도", "news"),
    "not_read": Text("읽은 문헌 없음", "not read"),
    "+": Text("+", "+"),
    "-": Text("△", "-"),
    "0": Text("0과 구별 안 됨", "not told from none"),
    "untold": Text("판단 불가", "cannot be told"),
    "note_pairs": Text(
        "바꾼 세계와 그대로인 세계를 같은 난수, 같은 모수, 같은 외부 경로로 짝지은 차이",
        "Differences of paired worlds: same luck, same parameters, same outside path",
    ),
    "note_sign": Text(
        "부호는 반복 평균의 95 % 신뢰구간이 0을 포함하지 않을 때만 적음",
        "A sign is given only where the 95 % interval of the mean over runs leaves zero out",
    ),
    "note_lag": Text(
        "시차는 변화가 시작된 달부터 마지막 12개월 평균 변화의 절반에 이를 때까지의 개월 수(3개월 평균 기준)",
        "The lag runs from the month the change begins to half of its mean in the last twelve (three-month means)",
    ),
    "note_region": Text(
        "지역 고용은 단지, 도내 파급, 시 서비스업의 합; 인구는 시 전체",
        "Jobs of the region: complex, rest of the province and city services; residents are the city's",
    ),
    "axis": Text(
        "세로는 단지 고용 변화(명), 가로는 시작 뒤의 개월 수",
        "Upwards: change of jobs in the complex (persons); to the right: months since the start",
    ),
    "picture": Text("물음별 단지 고용 변화", "Change of jobs in the complex, question by question"),
    "picture_note": Text(
        "선은 반복 평균, 띠는 평균의 95 % 신뢰구간. 눈금은 칸마다 다름",
        "Line: mean over runs; band: 95 % interval of the mean. Each panel has its own scale",
    ),
    "output_real": Text("산출액(2020년 가격)", "Output (2020 prices)"),
    "value_added": Text("부가가치(2020년 가격)", "Value added (2020 prices)"),
    "employment": Text("단지 고용", "Jobs of the complex"),
    "jobs_region": Text("지역 고용", "Jobs of the region"),
    "population": Text("시 인구", "Residents of the city"),
    "folder": Text("결과 폴더", "Results"),
}


def said(key: str, language: str, **values: object) -> str:
    """A word or sentence of the referee's table."""
    return REFEREE[key].filled(language, **values)
