"""Sentences of the bridge from an announced effect to the model's, and of verdicts on targets (개조식 and English)."""

from __future__ import annotations

from simulation.errors import Text

BRIDGE: dict[str, Text] = {
    "title": Text("산업연관 계수법·발표치와의 비교", "Beside the conventional estimate and the announcement"),
    "unit": Text(
        "단위: 억원, 명·년; 기간 누계; 반복 {runs}회, {outlook}",
        "billion KRW, person-years; whole period; {runs: run| runs}, {outlook:inside}",
    ),
    "header": Text(
        "산정 방식 | 기준 | 기준액 | 가격 | 생산유발 | 계수 | 부가가치유발 | 취업유발",
        "Method | Base | Amount | Prices | Production | Coefficient | Value added | Jobs",
    ),
    "notes": Text(
        "주: 1) 나·라는 1형(직접·간접), 나-1·라-1은 2형(소비유발 포함)의 정태 계수. 2) 마는 전국·기간 누계이며 "
        "전치를 반영함. "
        "3) 유발효과는 편익이 아니며 어느 비율도 B/C가 아님.",
        "Notes: 1) Rows named type II add household spending to the static type I. 2) The model's row is the "
        "whole country "
        "over the whole period, with displacement. 3) Inducement is no benefit and no ratio here is a "
        "benefit-cost ratio.",
    ),
    "difference": Text(
        "발표된 생산유발효과 {announced}조원과 본 추정 {model}조원(전국, 누계, 평균)의 차이는 산정 대상(사업비 또는 "
        "추가 생산액), "
        "공간 범위(전국 또는 도내), 기간(연간 또는 누계), 대체·전치의 반영 여부 등 전제의 차이에서 비롯된 것으로 "
        "판단됨",
        "The announced production effect of {announced} trillion KRW and this estimate of {model} (country, "
        "cumulative, mean) "
        "differ by what is multiplied (spending or extra output), area, period, and whether displacement is "
        "taken off",
    ),
    "spending": Text(
        "산정 대상 사업비 {money}조원에 계수법을 적용하면 전국 {nation}조원, 도내 {province}조원(소비유발 포함 "
        "{type_2}조원)이며, "
        "같은 기준액에 대한 계수는 발표치 {needed}, 전국계수 {reached}임(위 표)",
        "Multipliers on the {money} trillion KRW of spending that is demand give {nation} in the country and "
        "{province} in the province "
        "({type_2} with household spending); on the same amount the announcement stands for a coefficient of {needed}, "
        "national multipliers for {reached} (table above)",
    ),
    "output": Text(
        "발표치는 추가 생산액 {extra}조원에 도내 생산유발계수 {coefficient}를 적용할 경우와 유사한 수준이며, 본 "
        "분석에서 "
        "{year}년 추가 생산액의 중앙값은 {model}조원[{low}~{high}]임",
        "The announced figure is what an extra output of {extra} trillion KRW gives at the in-province multiplier of "
        "{coefficient}; the median extra output of {year} here is {model} [{low} to {high}]",
    ),
    "true_if": Text(
        "성립 조건: 연간 추가 생산이 단지 산출의 {share} %여야 하며, 본 분석의 중앙값은 {model_share} %임",
        "What would have to be true: extra output of {share} % of the complex's own a year; the median here is "
        "{model_share} %",
    ),
    "again": Text(
        "발표 당시의 산정 근거가 확인되면 동일 기준으로 재산정할 수 있음",
        "Once the method of the announcement is known, the same basis can be computed here",
    ),
    "levels": Text(
        "수준으로 제시된 목표는 수준으로, 사업의 기여는 시행–미시행의 차이로 판단하며 둘을 더하거나 바꾸어 쓰지 않음",
        "A target given as a level is judged by the level, the programme by the difference; one never stands for "
        "the other",
    ),
    "virtually_certain": Text(
        "발표 목표 '{name:'은|'는} 사업 시행 시 달성이 거의 확실한 것으로 전망됨({outlook}, 확률 {p} %)",
        "Target '{name}': virtually certain with the programme ({outlook:inside}; probability {p} %)",
    ),
    "likely": Text(
        "발표 목표 '{name:'은|'는} 달성 가능성이 높은 것으로 전망됨({outlook}, 확률 {p} %, 95 % 신뢰구간 "
        "{low}~{high} %)",
        "Target '{name}': likely ({outlook:inside}; probability {p} %, 95 % interval {low} to {high} %)",
    ),
    "uncertain": Text(
        "발표 목표 '{name}'의 달성 여부는 대외여건에 따라 달라질 것으로 전망됨({outlook}, 확률 {p} %)",
        "Target '{name}': depends on outside conditions ({outlook:inside}; probability {p} %)",
    ),
    "unlikely": Text(
        "발표 목표 '{name:'은|'는} 제시된 사업 규모에서는 달성 가능성이 낮은 것으로 전망됨({outlook}, 확률 {p} %)",
        "Target '{name}': unlikely at the size announced ({outlook:inside}; probability {p} %)",
    ),
    "very_unlikely": Text(
        "발표 목표 '{name:'은|'는} 현 사업 규모와 기간으로는 달성이 어려울 것으로 전망됨({outlook}, 확률 {p} %)",
        "Target '{name}': very unlikely at this size and period ({outlook:inside}; probability {p} %)",
    ),
    "met_without": Text(
        "발표 목표 '{name:'은|'는} 사업을 시행하지 않은 경우에도 {p0} %의 확률로 도달하는 것으로 나타남({outlook})",
        "Target '{name}': reached with probability {p0} % without the programme too ({outlook:inside})",
    ),
    "too_few_runs": Text(
        "발표 목표 '{name}': 반복 {runs}회로는 판정 구간을 가리기 어려워 판정을 유보함({outlook}, 확률 {low}~{high} %)",
        "Target '{name}': withheld, {runs: run| runs} do not tell the classes apart ({outlook:inside}; probability "
        "{low} to {high} %)",
    ),
    "undefined": Text(
        "발표문에 '{name}'의 기간·지역·가격 기준이 명시되지 않아 {n}가지 해석별로 산정함({outlook}): {readings}. "
        "기준이 확인되면 재산정이 필요함",
        "The announcement leaves period, area or prices of '{name}' open; {n: reading| readings} ({outlook:inside}): "
        "{readings}",
    ),
    "without": Text(
        "미시행 시 확률 {p0} %, 시행에 따른 차이 {gain}{unit}", "without it {p0} %; the programme adds {gain} {unit}"
    ),
}
