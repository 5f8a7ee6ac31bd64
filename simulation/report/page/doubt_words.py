"""Titles, heads and remarks of the tables of doubt in both languages: limits, shares, ranks, tests, assumptions."""

from __future__ import annotations

from simulation.errors import Text

DOUBTS: dict[str, Text] = {
    "chances_note": Text(
        "확률의 산출: '외부수요 경로 전체'는 경로를 수천 개 뽑아 적분하고, '모수 추출 전체'는 기준전망을 "
        "더 돌려 모수와 우연의 몫을 배운 뒤 모수를 수천 번 뽑아 적분함. '반복의 비율'은 반복 가운데 달성한 "
        "비율. 구간이 판정 경계에 걸치면 판정을 유보함",
        "Found: over outside paths, thousands of paths are drawn; over draws of parameters, more worlds without the "
        "programme teach what parameters and luck do and thousands of draws are taken; else the share of runs. Where "
        "the interval spans classes the verdict is withheld",
    ),
    "crossed_note": Text(
        "중앙값과 구간은 반복 {runs}회의 값이고 확률은 훨씬 많은 세계에서 얻은 값이라 서로 목표의 다른 쪽에 "
        "놓일 수 있음. 인용할 값은 확률임. 해당: {listed}",
        "Medians and bands are of {runs: run| runs} alone, probabilities of far more worlds, so that the two may speak "
        "for different sides of a target; quote the probability. So here: {listed}",
    ),
    "table_layers": Text("분산의 구성", "Shares of variance"),
    "table_drivers": Text("종사자 수 효과와 함께 움직인 모수", "Parameters that the effect on jobs moved with"),
    "table_limits": Text("공급제약(설비·인력·주거)이 덜어 내는 몫", "What limits take: capacity, labour, homes"),
    "limits_header": Text(
        "항목|제약|수요 상태|반복|중앙값|반복의 10~90 %|총효과 중앙값|작용한 반복",
        "Item|Limit|Demand|Runs|Median|10 to 90 % of runs|Median effect|Runs in which it binds",
    ),
    "limits_all": Text("전체", "all"),
    "limits_boom": Text("산출 증가 상위 절반", "upper half of growth"),
    "limits_slump": Text("산출 증가 하위 절반", "lower half of growth"),
    "limits_note": Text(
        "분석기간 누계. 제약을 설비 → 인력(근로시간·채용) → 주거·인구 순으로 하나씩 켜서 나눔: "
        "평균은 더하면 전체이나 중앙값은 더해지지 않음. "
        "파급경로 표의 제약 항목은 평균이며 호황인 소수의 반복이 좌우할 수 있음",
        "Whole period. Limits are put on one after the other, capacity, labour (hours and hiring), homes and "
        "residents: means add up, medians do not. Those of the table by channel are means, which a few runs of boom "
        "may decide",
    ),
    "table_ranking": Text(
        "다음에 찾을 수치: 답과 함께 움직인 가정 모수", "Next figure to look for: assumptions that answers moved with"
    ),
    "ranking_header": Text("답|모수|순위상관(±표준오차)|판단", "Answer|Parameter|Rank correlation (error)|Verdict"),
    "ranking_gain": Text("{name} 효과", "Effect on {name}"),
    "ranking_level": Text("{name} 수준(외부 경로를 주고)", "{name}, given the outside path"),
    "ranking_told": Text("구별됨", "told"),
    "ranking_untold": Text("이 반복 수로는 구별 안 됨", "cannot be told from so few runs"),
    "ranking_note": Text(
        "구분이 가정이고 실적에서 배우지 않은 모수만({outlook}). 반복 {runs}회로는 절댓값 {least} 미만을 "
        "우연과 구별하지 못함(64회면 {at_64}, 256회면 {at_256}). 모든 모수는 sensitivity.csv",
        "Assumed parameters that are not learned from the record ({outlook:inside}). With so many, {runs: run| runs} "
        "cannot tell anything below {least} from luck (64 runs: {at_64}, 256 runs: {at_256}). All parameters: "
        "sensitivity.csv",
    ),
    "table_verified": Text("과거 검증: 모형과 마지막 값", "Back-test: the model beside the last value"),
    "verified_header": Text(
        "조건|변수|시계(분기)|시점(독립)|CRPS 모형|CRPS 마지막 값|80 % 구간 포함|비교",
        "Given|Measure|Quarters ahead|Origins (independent)|CRPS model|CRPS last value|In the 80 % band|Model",
    ),
    "verified_better": Text("모형이 나음", "closer"),
    "verified_worse": Text("모형이 못함", "not closer"),
    "verified_note": Text(
        "단지 전체, 기준 시점마다 16회. CRPS는 작을수록 정확하며 %(가동률은 %p)임. 시점이 겹치므로 독립인 예측은 "
        "괄호의 수뿐임. 모수의 일부는 2021년까지의 실적에서 배움. 이 실행이 아니라 배포본에 실린 검증임",
        "The complex as a whole, 16 runs from each origin. CRPS: lower is better, percent (utilisation: points). "
        "Origins overlap; the number in brackets is independent. Part of the parameters are learned from the record up "
        "to 2021. The test ships with the program and is not of this run",
    ),
    "table_assumptions": Text("주요 가정과 출처", "Assumptions and sources"),
    "table_values": Text("사업에 적힌 값의 구분과 출처", "Values of the programmes: status and source"),
    "values_header": Text("사업|값|구분|출처", "Programme|Values|Status|Source"),
    "values_note": Text(
        "값 {count}개 중 가정 {assumed}개. 값마다 한 줄인 표는 programme_values.csv",
        "{count: value| values}, of which {assumed} assumed; a line for each in programme_values.csv",
    ),
    "table_glossary": Text("용어 해설", "Glossary"),
    "layers_note": Text(
        "요인마다 {draws}회, 나머지 요인을 첫 반복의 값에 두고 따로 뽑음, {outlook}",
        "{draws: run| runs} of each layer alone, the others as in the first run; {outlook:inside}",
    ),
    "drivers_note": Text(
        "스피어만 순위상관({outlook}). 반복 {runs}회로는 절댓값 {least} 미만을 0과 구별하기 어려움",
        "Spearman rank correlation ({outlook:inside}); with {runs: run| runs} anything below {least} cannot be told "
        "from zero",
    ),
    "assumed_note": Text(
        "구분이 가정인 모수 {count}개. 값의 범위 안에서 반복마다 추출됨",
        "{count} parameters whose status is assumed; each is drawn within its range in every run",
    ),
}
