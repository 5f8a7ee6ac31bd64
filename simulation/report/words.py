"""Words of pictures and tables that are no variable: titles, remarks, conditions, in Korean and English."""

from __future__ import annotations

from simulation.catalogue import labels, name_of
from simulation.errors import Text
from simulation.wording import inside

FORBIDDEN = (
    "부풀린",
    "과장",
    "허위",
    "엉터리",
    "실패",
    "예산 낭비",
    "무리한",
    "선심성",
    "반드시",
    "확실히",
    "획기적",
    "극대화",
)
"""Words that judge instead of report; no text of the program may contain one."""

GIVEN = Text("주어진 값(전망 아님)", "given, not forecast")
WORDS: dict[str, Text] = {
    "record": Text("실적", "Record"),
    "record_revised": Text("실적(개정 계열)", "Record (revised series)"),
    "median": Text("중앙값", "Median"),
    "band_95": Text("95 % 구간", "95 % band"),
    "band_80": Text("80 % 구간", "80 % band"),
    "band_50": Text("50 % 구간", "50 % band"),
    "net_title": Text("총변화에서 순일자리까지", "From gross to net jobs"),
    "net_found": Text(
        "{year}년 순일자리(중앙값): 지역 관점 {region}명, 국가 관점 {nation}명(지출 중의 일자리 포함)",
        "Net jobs in {year} (median): {region} in the regional view, {nation} in the national one (those of spending "
        "included)",
    ),
    "net_note": Text(
        "막대는 분해 반복 {runs}회의 평균이며 더하면 순효과가 됨. 제목은 중앙값. 반복의 범위는 보고서의 표에 있음",
        "Bars: means over {runs: decomposed run| decomposed runs}, which add up to the net; title: medians. The table "
        "of the report has their spread",
    ),
    "tornado_title": Text("종사자 수 효과와 모수", "The effect on jobs and the parameters"),
    "tornado_found": Text(
        "종사자 수 효과는 '{name}'의 값이 작은 절반에서 {low}명, 큰 절반에서 {high}명임",
        "The effect on jobs is {low} where '{name}' is low and {high} where it is high",
    ),
    "tornado_none": Text(
        "반복 {runs}회로는 종사자 수 효과를 움직인 모수를 우연과 구별하기 어려움",
        "With {runs: run| runs} no parameter that moves the effect on jobs can be told from luck",
    ),
    "tornado_note": Text(
        "효과의 평균: 속 빈 표시는 모수의 값이 작은 절반의 반복, 채운 표시는 큰 절반. 세로선은 모든 반복의 평균. "
        "순위상관이 큰 순서이며 *는 우연과 구별되는 모수",
        "Mean effect: hollow marks are the half of the runs in which the parameter is low, filled ones the half in "
        "which it is high; the line is the mean of all. Strongest rank correlation first; * can be told from luck",
    ),
    "tornado_low": Text("값이 작은 절반", "low half"),
    "tornado_high": Text("값이 큰 절반", "high half"),
    "band_of_many": Text("80 % 전망구간", "80 % band"),
    "band_of_few": Text("반복 {runs}회의 10~90 % 범위", "10 to 90 % of {runs: run| runs}"),
    "given_note": Text(
        "실적 여건 기준의 생산액은 주어진 값이며 전망이 아님",
        "Under the recorded outlook production is given, not forecast",
    ),
    "off_zero": Text("세로축이 0에서 시작하지 않음", "The vertical axis does not start at zero"),
    "off_zero_some": Text("0에서 시작하지 않는 세로축이 있음", "Some vertical axes do not start at zero"),
    "band_holds": Text(
        "80 % 구간은 반복 10회 중 8회가 놓인 범위. 담긴 불확실성: {layers}",
        "The 80 % band is where 8 of 10 runs lie. It holds: {layers}",
    ),
    "start": Text("모의 시작", "Start of the run"),
    "runs": Text("반복 {runs}회", "{runs: run| runs}"),
    "single_runs": Text("개별 반복", "single runs"),
    "runs_hold": Text(
        "반복이 10회 미만이므로 구간 대신 개별 반복을 그림. 담긴 불확실성: {layers}",
        "Pictures of fewer than ten runs show each run, no band. They hold: {layers}",
    ),
    "record_outside_band": Text(
        "80 % 구간 밖에 놓인 실적 분기 수: {listed}",
        "Quarters in which the record lies outside the 80 % band: {listed}",
    ),
    "record_outside_runs": Text(
        "모든 반복의 범위 밖에 놓인 실적 분기 수: {listed}",
        "Quarters in which the record lies outside all runs: {listed}",
    ),
    "holds": Text("구간에 담긴 불확실성: {layers}", "The band holds: {layers}"),
    "fixed_world": Text("대외여건은 실적으로 고정", "outside demand held at the record"),
    "source_model": Text("sandan 모의실험", "sandan simulation"),
    "difference_title": Text("{name}: 사업 시행과 미시행의 차이", "{name}: with minus without the programme"),
    "difference_axis": Text("차이, {unit}", "difference, {unit}"),
    "overview_title": Text("모의실험 결과와 실적", "Simulation and record"),
    "compare_title": Text("{name}: 사업 시행과 미시행", "{name}: with and without the programme"),
    "paired": Text(
        "같은 난수·모수·대외여건에서 짝지은 차이", "Paired: same luck, parameters and outside demand in both worlds"
    ),
    "map_title": Text("구별 주민과 임대료", "Residents and rents by district"),
    "map_change": Text("주민등록인구 변화(%, 모의 기간)", "Change of residents over the run (%)"),
    "map_paired": Text("시행에 따른 주민 차이(명)", "Residents, with minus without (persons)"),
    "map_note": Text(
        "중앙값, 색은 크기(부호 무관). 초록 빗금은 주민이 늘어난 구. 신규 주택의 구별 배분은 가정이므로 구별 값은 "
        "참고용",
        "Median; shade by size, whatever the sign; green and hatched where residents increase. "
        "Where new homes are built is assumed: read districts with care",
    ),
    "population_change_title": Text("시 인구의 연간 증감", "Yearly change of the city's residents"),
    "population_change_note": Text(
        "막대는 중앙값, 선은 80 % 구간. 자연증감 = 출생 − 사망, 순이동 = 전입 − 전출(주민등록 기준)",
        "Bars: median; whiskers: 80 % band. Natural change = births less deaths, net migration = in-moves less "
        "out-moves, registered residents",
    ),
    "persons_a_year": Text("명/년", "persons a year"),
    "test_title": Text("생산이 주어질 때 종사자 수: 모형과 실적", "Employment when output is given: model and record"),
    "fixed_jobs": Text("생산 1단위당 고용 고정", "Fixed jobs per unit of output"),
    "fixed_jobs_note": Text(
        "고정 비율: 점검 구간 직전 4개 분기의 불변가격 생산 1단위당 종사자 수를 그대로 적용",
        "Fixed ratio: jobs per unit of output at constant prices, mean of the four quarters before the window",
    ),
    "test_panel": Text("{first}~{last}", "{first} to {last}"),
    "error": Text(
        "평균 절대오차: 모형 {model} %, 고정 비율 {rival} %",
        "Mean absolute error: model {model} %, fixed ratio {rival} %",
    ),
    "inside": Text("80 % 구간 안: {all}개 분기 중 {inside}개", "Inside the 80 % band: {inside} of {all} quarters"),
    "model": Text("모형", "Model"),
    "with": Text("사업 시행", "With the programme"),
    "without": Text("사업 미시행", "Without the programme"),
    "probability": Text("달성 확률(%)", "Probability of reaching the target (%)"),
    "targets_title": Text("발표 목표별 달성 확률", "Probability of each announced target"),
    "class_edges": Text(
        "세로 점선은 판정 구간의 경계(10·33·66·90 %)", "Dotted lines: edges of the classes (10, 33, 66, 90 %)"
    ),
    "wilson": Text(
        "가로선은 95 % 신뢰구간: 매출·생산·종사자는 외부수요 경로, 입주·도입업체는 모수 추출 전체, 차이는 반복(Wilson)",
        "Bars: 95 % interval; sales, production, jobs over paths, other levels over draws, gains by runs (Wilson)",
    ),
    "zero_rows": Text("달성한 반복이 없는 해석 {count}개", "{count: reading| readings} that no run reaches"),
    "never_reached": Text(
        "시행·미시행 모두 0 %(95 % 신뢰구간 상한 {high} %): {listed}",
        "0 % with and without (95 % interval up to {high} %): {listed}",
    ),
    "not_testable": Text("판정하지 않음", "not judged"),
    "impact_title": Text("파급효과의 경로별 구성: {name}", "Where the effect comes from: {name}"),
    "skipped": Text("빠진 항목: {what}. {why}", "Left out: {what}; {why}"),
    "impact_note": Text(
        "기간 누계, 경로별 평균(더하면 총효과). 직접효과는 지원업체·사업비 지출이며 산업연관표의 직접효과와 다름",
        "Cumulative over the period; means, which add up. Direct: treated firms and spending, not the table's direct",
    ),
    "one_axis": Text("두 단계 그림의 가로축은 같음", "The pictures of both phases have the same axes"),
    "years": Text("{first}~{last}년 누계", "{first} to {last}, cumulative"),
    "impact_runs": Text("분해 반복 {runs}회", "decomposition over {runs: run| runs}"),
    "measure": Text("지표", "Measure"),
    "unit_word": Text("단위", "Unit"),
    "year": Text("연도", "Year"),
    "column_only": Text("중앙값 [{band}]", "Median [{band}]"),
    "column_with": Text("사업 시행: 중앙값 [{band}]", "With the programme: median [{band}]"),
    "column_without": Text("사업 미시행: 중앙값 [{band}]", "Without: median [{band}]"),
    "column_difference": Text("차이: 중앙값 [{band}]", "Difference: median [{band}]"),
    "remark_outlook": Text("전망 기준: {outlook}, 반복 {runs}회", "Outlook: {outlook}; {runs: run| runs}"),
    "layer_level": Text("마지막 해 수준", "level of the last year"),
    "layer_effect": Text("사업의 효과", "effect of the programme"),
    "remark_layers": Text(
        "분산의 구성({name}): {listed} (요인별 {draws}회)",
        "Share of variance ({name}): {listed} ({draws: draw| draws} each)",
    ),
    "remark_residual": Text(
        "회계 항등식의 최대 오차: {residual:.1e}", "Worst residual of the accounting identities: {residual:.1e}"
    ),
    "remark_test": Text(
        "생산이 주어질 때 종사자 수, {first}~{last}: {error}; {inside}",
        "Employment when output is given, {first} to {last}: {error}; {inside}",
    ),
    "remark_readings": Text(
        "{name}: {n}가지 해석의 달성 확률 {span} %({outlook}; 해석별 값은 {where})",
        "{name}: probability {span} % over {n: reading| readings} ({outlook:inside}; each reading: {where})",
    ),
    "yes": Text("예", "yes"),
    "no": Text("아니요", "no"),
    "study_study": Text("연구", "study"),
    "study_outcome": Text("결과", "outcome"),
    "study_design_grade": Text("설계", "grade"),
    "study_effect_percent": Text("효과(%)", "effect, %"),
    "study_error_percent": Text("표준오차(가정, %)", "error (assumed), %"),
    "study_pool_weight": Text("가중치(%)", "weight, %"),
    "study_pooled": Text("통합", "pooled"),
    "study_reason": Text("사유", "reason"),
    "evidence_pool": Text(
        "연구 통합({name}): {studies}건의 변량효과 평균 {mean} %, 표준오차 {error} %p, 연구 간 표준편차 {between} %p, "
        "범위 {low}~{high} %",
        "Studies pooled ({name}): random-effects mean of {studies} results {mean} %, standard error {error} points, "
        "spread between settings {between} points, range {low} to {high} %",
    ),
    "evidence_assumed": Text(
        "무작위 연구는 없으며 인쇄된 표준오차가 없어 설계별로 가정함; 선별은 보정하지 않고 결과 간 차이로 남김",
        "No study is randomised; none prints a standard error, so one is assumed by design; selection is not corrected",
    ),
    "evidence_study": Text(
        "- {study} (설계 {grade}): {effect} %, 가중치 {weight} %, 제외 시 평균 {without} %. {reason}",
        "- {study} (grade {grade}): {effect} %, weight {weight} %, mean without it {without} %. {reason}",
    ),
    "evaluation_bias": Text(
        "{outcome}: 선별 편의(전후 비교 - 참값) = {before} - {true} = {bias}%p(대외여건의 변화 포함); "
        "짝지은 비교는 {matched} %임",
        "{outcome}: selection bias (before/after minus true) = {before} - {true} = {bias} points, changed conditions "
        "included; the matched comparison says {matched} %",
    ),
    "evaluation_bias_own": Text(
        "{outcome}: {name} {mean} %, 참값 {true} %, 편의 {bias}%p",
        "{outcome}: {name} {mean} %, true {true} %, bias {bias} points",
    ),
    "remark_net": Text(
        "순효과({view}, {year}년): 일자리 {jobs}명(사업비 지출분 {spending}명 포함), 순부가가치 {value}억원; "
        "비용효과성 {ratio}배(B/C가 아님, 분해 반복 {runs}회)",
        "Net effect ({view}, {year}): {jobs: job| jobs} ({spending} of them while money is spent), value added {value} "
        "billion KRW; cost-effectiveness {ratio} (not a benefit-cost ratio; {runs: run| runs})",
    ),
    "sign_title": Text(
        "지역 순고용은 매출 효과와 전치 비율의 조합 {all}개 중 {won}개에서 증가함",
        "Net regional jobs rise in {won} of {all} pairs of sales effect and displacement",
    ),
    "sign_told": Text(
        "{panel}, 전치 비율 {share}: 매출 효과 {low} %에서 {least}명, {high} %에서 {most}명",
        "{panel}, share taken {share}: {least} jobs at a sales effect of {low} %, {most} at {high} %",
    ),
    "sign_subtitle": Text(
        "{name} · {outlook} · {period} 마지막 1년 · 칸마다 반복 {runs}회 · 지원업체 평균 {supported}개사",
        "{name} · {outlook} · last year of {period} · {runs: run| runs} a cell · {supported} supported firms on "
        "average",
    ),
    "sign_x": Text("도입업체의 매출 효과(%)", "Effect on sales of the treated (%)"),
    "sign_turns": Text("부호가 바뀌는 수요 증가", "sign turns at a demand gain of"),
    "sign_y": Text("전치 비율(지역 내, β)", "Share taken from local rivals (β)"),
    "sign_all": Text("경쟁업체: 업종 전체(앵커 포함)", "Rivals: the whole industry, anchors included"),
    "sign_alike": Text("경쟁업체: 같은 유형끼리", "Rivals: firms of the same kind"),
    "sign_cell": Text(
        "칸: 지역(단지·도내·시 서비스업) 순고용(명), 아래는 지원업체 종사자 대비 %. 빗금은 감소, "
        "굵은 선은 부호가 바뀌는 경계",
        "Cells: net jobs in the region (complex, province, city services), below in percent of the supported firms' "
        "own; hatched: fewer jobs; bold line: where the sign turns",
    ),
    "sign_held": Text(
        "같은 세계에서 지원업체의 도입 효과만 끈 것과의 차이; 다른 모수는 중앙값(노동생산성 효과 {gain} %)",
        "Difference to the same world with the effect of the supported firms' steps muted; other parameters at their "
        "centre (productivity effect {gain} %)",
    ),
    "remark_target": Text(
        "{name}: 달성 확률 {probability:.0f} %(95 % 신뢰구간 {low:.0f}~{high:.0f} %), "
        "미시행 시 {probability_without:.0f} % ({outlook})",
        "{name}: probability {probability:.0f} % (95 % interval {low:.0f} to {high:.0f} %), "
        "without the programme {probability_without:.0f} % ({outlook:inside})",
    ),
}


def say(key: str, language: str, **fields: object) -> str:
    """One wording with its braces filled."""
    return WORDS[key].filled(language, **fields)


def named(key: str, title: str | None = None, *, prefix: str = "variable") -> Text:
    """Name of a label in both languages, or the title that it fills."""
    name = labels()[f"{prefix}.{key}"].name
    return (
        name
        if title is None
        else Text(*(WORDS[title].filled(each, name=name.in_language(each)) for each in ("ko", "en")))
    )


def outlook_name(outlook: str, language: str) -> str:
    """What is known of outside demand, as every title states it."""
    return name_of(f"outlook.{outlook}", language)


def layers(outlook: str, language: str) -> str:
    """Kinds of uncertainty that a band holds under an outlook."""
    kinds = ["luck", "parameters"] + (["outside_world"] if outlook == "announced" else [])
    joined = ", ".join(inside(name_of(f"uncertainty.{kind}", language)) for kind in kinds)
    return joined if outlook == "announced" else f"{joined} ({say('fixed_world', language)})"
