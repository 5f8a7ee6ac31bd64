"""Words of the back-test and the forecast, in both languages."""

from __future__ import annotations

from simulation.errors import Text

MEASURES = {
    "production_eok_krw": Text("생산액", "Production"),
    "employment": Text("고용", "Employment"),
    "tenant_firms": Text("입주업체", "Tenant firms"),
    "utilisation_pct": Text("가동률", "Utilisation"),
}
UNITS = {
    "production_eok_krw": Text("조원/분기", "trillion KRW per quarter"),
    "employment": Text("천명", "thousand persons"),
    "tenant_firms": Text("개사", "firms"),
    "utilisation_pct": Text("%", "percent"),
}
DIVISORS = {"production_eok_krw": 10_000.0, "employment": 1_000.0, "tenant_firms": 1.0, "utilisation_pct": 1.0}
METHODS = {
    "model": Text("모형", "Model"),
    "last_value": Text("마지막 값", "Last value"),
    "drift": Text("추세", "Drift"),
    "ar1": Text("AR(1)", "AR(1)"),
    "ets": Text("지수평활(ETS)", "ETS"),
    "theta": Text("세타(Theta)", "Theta"),
    "fixed_jobs": Text("생산액당 고용 고정", "Fixed jobs per output"),
    "plan": Text("발표 계획", "Announced plan"),
    "pool": Text("모형과 단순예측의 결합", "Pool of model and rival"),
    "rival": Text("단순예측", "Rival"),
}
MODES = {
    "recorded": Text("생산이 주어질 때", "Output given"),
    "drivers": Text(
        "외부지표만 주어질 때(수출, 기업경기, 생산자물가)", "Drivers given: exports, business survey, prices"
    ),
    "announced": Text("아무것도 주어지지 않을 때", "Nothing given"),
}
SCOPES = {"total": Text("전체", "Total"), "industries": Text("업종", "Industries")}
AHEAD = Text("예측 시계(분기)", "Quarters ahead")
CRPS = Text("CRPS(%, 가동률은 %p)", "CRPS (percent; utilisation in points)")
CRPS_TITLE = Text(
    "아무것도 주어지지 않을 때 모형이 가장 정확한 것은 변수와 시계 {all}개 중 {won}개임",
    "With nothing given, the model is the most accurate in {won} of {all} measures and horizons",
)
CRPS_AXES = Text(
    "가로축은 예측 시계(분기), 세로축은 CRPS(%, 가동률은 %p)",
    "Across: quarters ahead; up: CRPS in percent, utilisation in points",
)
CRPS_LINE = Text(
    "{measure}, {method}: {first}분기 앞 {start}, {last}분기 앞 {end}",
    "{measure}, {method}: {start} at {first} ahead, {end} at {last} ahead",
)
CRPS_NOTE = Text(
    "작을수록 정확함. 시점이 겹치므로 서로 독립인 예측은 시점 수를 시계로 나눈 만큼임",
    "Lower is better. Origins overlap: the independent forecasts are the origins over the horizon",
)
PIT_TITLE = Text(
    "모형의 80 % 구간에 놓인 실적(%), {mode}: {listed}", "Record inside the model's 80 % band (%), {mode}: {listed}"
)
PIT_AXES = Text(
    "가로축은 예측 안에서 실적이 놓인 분위(0~1), 세로축은 예측 수",
    "Across: place of the record in the forecast, 0 to 1; up: number of forecasts",
)
PIT_LINE = Text(
    "{mode}, {measure}: 아래쪽 10 %에 {below} %, 위쪽 10 %에 {above} %",
    "{mode}, {measure}: {below} % in the lowest tenth, {above} % in the highest",
)
PIT_NOTE = Text(
    "막대가 고르면 전망의 폭이 맞음. 오른쪽에 몰리면 모형이 낮게, 왼쪽에 몰리면 높게 봄",
    "Even bars: the width is right. Bars to the right: the model was too low; to the left: too high",
)
PLACE = Text("분위(0~1)", "Place in the forecast (0 to 1)")
COUNT = Text("예측 수", "Forecasts")
SUBTITLE = Text(
    "{place}, 기준 시점 {first}~{last}, 시점마다 {runs}회",
    "{place}; origins {first} to {last}, {runs: run| runs} from each",
)
SOURCE = Text("자료: 한국산업단지공단 산업동향, 모형 계산", "Source: KICOX quarterly record; computed by the model")
PAGE_TITLE = Text("{place} 모형의 과거 검증", "Back-test of the model: {place}")
FORECAST_TITLE = Text("{place} {last} 전망: {listed}", "{place}, forecast for {last}: {listed}")
FORECAST_VALUE = Text("{name} {middle}{unit}({low}~{high})", "{name:inside} {middle} {unit} ({low} to {high})")
FORECAST_AXES = Text(
    "가로축은 {first}~{last}, 값은 결합 전망의 중위값과 80 % 구간",
    "Across: {first} to {last}; values are the median of the pool with its 80 % band",
)
FORECAST_SUBTITLE = Text("기준선(사업 없음), {runs}회", "Baseline without programmes; {runs: run| runs}")
FORECAST_NOTE = Text(
    "점은 실적, 띠는 50·80·95 % 구간(우연 변동, 모수, 외부수요, 모형의 구조적 오차). "
    "굵은 선은 결합 전망의 중위값, 점선은 모형만의 중위값",
    "Dots: record. Bands of 50, 80 and 95 % hold luck, parameters, outside demand and the model's structural error. "
    "Thick: median of the pool; dotted: median of the model alone",
)
WEIGHTS_TITLE = Text("모형과 단순예측의 결합 가중치", "Weights of the pool")
SCORES_TITLE = Text("{mode}: 시계별 정확도", "{mode}: accuracy by horizon")
VERDICT_TITLE = Text("어디에서 이기고 지는가", "Where it wins and where it loses")
VERDICTS = Text(
    "모형과 가장 나은 경쟁 예측: {all}개 중 {won}개에서 모형이 나음",
    "The model beside the best of its rivals: better in {won} of {all}",
)
VERDICT_HEADER = Text(
    "조건|변수|시계(분기)|CRPS 모형|CRPS 경쟁 예측|가장 나은 경쟁 예측|80 % 구간 포함|비교",
    "Given|Measure|Quarters ahead|CRPS model|CRPS rival|Best rival|In the 80 % band|Model",
)
BETTER, WORSE = Text("모형이 나음", "better"), Text("모형이 못함", "worse")
CAVEATS = (
    Text(
        "모수의 일부는 2021년 4분기까지의 실적에서 배움(sandan calibrate). 그때까지의 분기에 대한 예측은 "
        "배운 기간과 겹쳐 온전한 검증이 아님",
        "Part of the parameters are learned from the record up to 2021Q4 (sandan calibrate): forecasts of quarters "
        "up to then overlap with what was learned and are no clean test",
    ),
    Text(
        "입·이직률과 기술 확산 등 일부 모수는 2018~2023년 조사를 씀. 시점마다 그때까지의 자료로 다시 추정한 것이 아님",
        "Some parameters (hires, separations, adoption) come from surveys of 2018 to 2023 and are not estimated anew "
        "at every origin",
    ),
    Text(
        "2022년 4분기부터 기관의 수정치가 섞여 생산 수준이 낮아짐. 그 단절은 모든 예측에 같은 오차로 들어감",
        "From 2022Q4 the office's revised figures lie lower; the break enters every forecast alike",
    ),
    Text(
        "모형의 구간에는 모수를 배울 때 인정한 구조적 오차(calibration.discrepancy)가 들어 있음. "
        "생산액에는 더하지 않음. n회의 구간은 실적을 많아야 (n-1)/(n+1)만큼 담음",
        "The model's bands hold the structural error under which its parameters were learned "
        "(calibration.discrepancy); production has none. Bands of n runs can hold at most (n-1)/(n+1) of what comes",
    ),
    Text(
        "외부지표 검증은 2021년부터 자료가 있어 시점이 적음. 업종은 분류 이동이 없는 구간만 견줌",
        "Drivers are at hand from 2021, so origins are few; industries are judged only where no firms were moved",
    ),
)
SCORE_HEADER = Text(
    "변수|예측|시계|시점|독립|CRPS|절대오차|편의|50 %|80 %|95 %|p(마지막 값)",
    "Measure|Method|Ahead|Origins|Independent|CRPS|MAE|Bias|In 50 %|In 80 %|In 95 %|p vs last value",
)
WEIGHT_HEADER = Text(
    "변수|범위|시계|단순예측|모형 가중치|CRPS 모형|CRPS 단순예측|CRPS 결합",
    "Measure|Scope|Ahead|Rival|Weight of model|CRPS model|CRPS rival|CRPS pool",
)
NO_LIBRARY = Text(
    "AR(1)·ETS·Theta는 'pip install sandan[rivals]' 뒤에 함께 견줌",
    "AR(1), ETS and Theta join after 'pip install sandan[rivals]'",
)
FORECAST_HEADER = Text("변수|분기|중위값|80 % 구간|95 % 구간", "Measure|Quarter|Median|80 % band|95 % band")
RECORD_HEADER = Text(
    "변수|업종|수|절대오차|편의|분위점수|50 %|80 %|95 %",
    "Measure|Industry|Figures|MAE|Bias|Score|In 50 %|In 80 %|In 95 %",
)
