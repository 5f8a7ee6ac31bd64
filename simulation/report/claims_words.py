"""Sentences and heads of the answers to announced claims, in both languages."""

from __future__ import annotations

from simulation.errors import Text

CLAIMS: dict[str, Text] = {
    "title": Text("발표된 주장에 대한 답", "Answers to the announced claims"),
    "subtitle": Text("{outlook} · 시나리오별 반복 {runs}회{size}", "{outlook} · {runs: run| runs} a scenario{size}"),
    "section": Text("{part}. {name}", "{part}. {name}"),
    "claim": Text("주장(해석)", "Claim (reading)"),
    "answer": Text("{place}", "{place}"),
    "named": Text("{name}({reading})", "{name} ({reading})"),
    "not_asked": Text(
        "물을 수 없음: 이 사업이 시행되는 시나리오가 없음", "Not asked: no scenario runs this programme here"
    ),
    "not_tested": Text("판정하지 않음: {reason}", "Not tested: {reason}"),
    "no_number": Text(
        "발표에 금액도 수치 목표도 없어 판정할 것이 없음; 개별 사업의 효과는 'sandan list programmes --effects'",
        "Announced without an amount or a numeric target, so there is nothing to judge; what each programme does: "
        "'sandan list programmes --effects'",
    ),
    "no_number_name": Text("수치 목표 없음", "No numeric target"),
    "likely": Text(
        "달성 확률 {p} %(95 % 신뢰구간 {low}~{high} %){without}; {condition}({outlook})",
        "Probability {p} % (95 % interval {low} to {high} %){without}; {condition} ({outlook:inside})",
    ),
    "withheld": Text(
        "판정 유보(반복 {runs}회로는 {low}~{high} %까지만 말할 수 있으며 {enough}회쯤이면 가려짐); "
        "{condition}({outlook:inside})",
        "Verdict withheld ({runs: run| runs} say no more than {low} to {high} %, about {enough} would tell); "
        "{condition} ({outlook:inside})",
    ),
    "withheld_more": Text(
        "판정 유보(시행·미시행 {pairs}쌍과 사업 없는 세계 {worlds}개로는 {low}~{high} %까지만 말할 수 있으며 "
        "세계 {enough}개쯤이면 가려짐); {condition}({outlook})",
        "Verdict withheld ({pairs: pair| pairs} and {worlds: world| worlds} without the programme say no more than "
        "{low} to {high} %, about {enough: world| worlds} would tell); {condition} ({outlook:inside})",
    ),
    "without": Text(", 사업이 없어도 {p0} %", ", {p0} % without the programme"),
    "scaled": Text("같은 비율이면 {value}{unit}: ", "In proportion {value} {unit}: "),
    "growth_met": Text(
        "달성한 반복 {met}회(총 {runs}회)의 외부 수요는 연 {least} % 이상 증가함(모든 반복의 중앙값 {middle} %)",
        "outside demand grew by at least {least} % a year in the runs that met it, {met} of {runs} "
        "(median of all runs {middle} %)",
    ),
    "growth_none": Text(
        "달성한 반복이 없고 가장 높은 반복이 목표의 {best} %임(그 외부 수요 증가율 연 {growth} %)",
        "no run met it; the best reached {best} % of it, with outside demand growing by {growth} % a year",
    ),
    "none": Text(
        "달성한 반복이 없고 가장 높은 반복이 목표의 {best} %임; {times}",
        "no run met it; the best reached {best} % of it; {times}",
    ),
    "some": Text("반복의 중앙값은 목표의 {middle} %임; {times}", "the median run reaches {middle} % of it; {times}"),
    "times_free": Text(
        "반복의 절반 이상이 사업 없이 달성함", "at least half of the runs meet it without the programme"
    ),
    "times_enough": Text("반복의 절반 이상이 달성함", "at least half of the runs meet it"),
    "times": Text(
        "사업 효과가 {times}배여야 반복의 절반이 달성함(효과가 비례할 때)",
        "the programme would have to do {times} times what it does for half of the runs to meet it (in proportion)",
    ),
    "times_beyond": Text(
        "사업 효과가 {most}배가 되어도 반복의 절반이 달성하지 못함(효과가 비례할 때)",
        "{most} times what the programme does would not bring half of the runs there (in proportion)",
    ),
    "times_never": Text(
        "반복의 절반 이상에서 사업이 더하는 것이 없어 몇 배를 해도 달성하지 못함",
        "in half of the runs or more the programme adds nothing to it, so no multiple of it would do",
    ),
    "more": Text(
        "마지막 해 일자리 차이의 중앙값 {middle}명{band}, 평균 {mean}명(95 % 신뢰구간 {least}~{most}); {where}",
        "median difference in jobs in the last year {middle}{band}, mean {mean} (95 % interval {least} to {most}); "
        "{where}",
    ),
    "steadier": Text(
        "전년 대비 일자리 증가율의 표준편차(상대 시나리오에서 이 시나리오를 뺀 값)의 중앙값 {middle} %p{band}, "
        "평균 {mean} %p(95 % 신뢰구간 {least}~{most}); {where}",
        "standard deviation of yearly job growth, the other less this one: median {middle} points{band}, "
        "mean {mean} (95 % interval {least} to {most}); {where}",
    ),
    "where_high": Text("{parameter} 값이 클수록 더 그러함", "the more so the higher this is: {parameter}"),
    "where_low": Text("{parameter} 값이 작을수록 더 그러함", "the more so the lower this is: {parameter}"),
    "where_none": Text(
        "어느 가정값에 따라 갈리는지는 반복 {runs}회로 가려지지 않음",
        "{runs: run| runs} do not tell on which drawn parameter it turns",
    ),
    "band": Text("(80 % 구간 {q10}~{q90})", " (80 % band {q10} to {q90})"),
    "note": Text(
        "조건은 모두 실행한 반복에서 읽은 것임; 다른 단지에는 효과는 발표된 크기로, 수준은 시작 수준에 비례하게 물음",
        "Every condition is read off the runs; in the other complex an effect is asked for as announced, a level in "
        "proportion to its start",
    ),
}


def said(key: str, language: str, **fields: object) -> str:
    """A text of the answers in a language, filled in."""
    return CLAIMS[key].filled(language, **fields)
