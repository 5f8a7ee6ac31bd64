"""Sentences of the report in both languages; braces are filled, no adjective is free."""

from __future__ import annotations

from simulation.errors import Text

SENTENCES: dict[str, Text] = {
    "quote_title": Text("인용할 수치", "Which number to quote"),
    "quote_number": Text(
        "상시 순일자리 {year}년 {middle}명({band} {low}~{high}명)",
        "Lasting net jobs in {year}: {middle} ({band}: {low} to {high})",
    ),
    "quote_what": Text(
        "사업비 지출이 끝난 뒤에도 남는 일자리로, 사중·전치·역외유출을 반영한 지역 관점의 연간 값임(미시행 대비, "
        "{outlook}, 분해 반복 {runs}회)",
        "Jobs that remain when the spending ends, net of deadweight, displacement and leakage, in the region and per "
        "year, against doing nothing ({outlook:inside}; {runs: run| runs} decomposed)",
    ),
    "quote_zero": Text(
        "{band}에 0이 들어 있어 남는 일자리가 있는지 판단하기 어려우므로 구간을 함께 인용함",
        "The {band} holds zero: whether jobs last cannot be told, so quote the band with the number",
    ),
    "quote_spending": Text(
        "사업비 지출분을 포함한 순일자리({value}명)는 지출 기간에만 나타나므로 더하여 인용하지 않음",
        "Net jobs with those that the spending itself brings ({value}) exist only while money is spent; do not add",
    ),
    "quote_inducement": Text(
        "취업유발({value}명·년)은 연인원의 누계이며 일자리 수가 아님",
        "Employment inducement ({value} person-years) is a sum of work over the years, not a number of jobs",
    ),
    "quote_level": Text(
        "종사자 수({value}명)는 수준이며 대부분 대외여건에 따라 정해짐",
        "The number of people employed ({value}) is a level, mostly decided outside",
    ),
    "none_to_quote": Text(
        "이 결과에는 파급경로를 분해한 반복이 없어 순일자리를 인용할 수 없음",
        "No run of this result was decomposed, so there is no net number to quote",
    ),
    "no_programme_to_quote": Text(
        "사업을 더하지 않은 결과이므로 사업의 순일자리가 없음",
        "This result adds no programme, so there are no net jobs of one",
    ),
    "scope": Text(
        "{name}({start}~{end})의 시행 여부에 따른 {complex}의 생산·부가가치·고용 변화를 모의실험 {runs}회로 분석함",
        'What "{name}" does to production, value added and jobs of {complex} ({start} to {end}; {runs: run| runs})',
    ),
    "scope_place": Text(
        "공간: {complex}. 파급효과는 단지·시·도·타 시·도로 나누어 적음",
        "Place: {complex}; effects are told for complex, city, province and the rest of the country",
    ),
    "scope_time": Text("시간: {start}~{end}, 월 단위", "Time: {start} to {end}, by month"),
    "scope_alone": Text(
        "사업을 더하지 않은 {complex}의 생산·부가가치·고용 경로를 모의실험 {runs}회로 분석함",
        "The path of production, value added and jobs of {complex} with no programme added, by "
        "{runs: simulated run| simulated runs}",
    ),
    "effect": Text(
        "{year}년 {measure}: 시행 {level}, 미시행 대비 {difference}({band} {low}~{high})",
        "{measure} in {year}: {level} with the programme, a difference of {difference} from doing nothing ({band}: "
        "{low} to {high})",
    ),
    "unclear": Text(
        "{measure}: 시행·미시행 간 차이의 {band}에 0이 들어 있어 효과의 유무를 판단하기 어려움",
        "{measure}: the difference ({band}) holds zero, so an effect cannot be told from none",
    ),
    "channels": Text(
        "생산유발효과는 경로별로 {parts}{unit}으로 나타남(기간 누계, 경로별 평균)",
        "Production inducement by channel, in {unit}: {parts} (cumulative; means by channel)",
    ),
    "net_line": Text(
        "사중·전치·역외유출을 반영한 {year}년 순효과는 지출 중의 일자리를 포함하여 지역 관점 {region}명, 국가 관점 "
        "{nation}명으로 추정됨",
        "Net of deadweight, displacement and leakage: {region} jobs in the regional view, {nation} in the national one "
        "({year}, with those that exist only while money is spent)",
    ),
    "verdict_line": Text(
        "발표 목표 {all}개 중 달성 가능성이 높은 목표는 {likely}개, 사업과 무관하게 도달 {met_without}개, 불확실 "
        "{uncertain}개, 낮음 {unlikely}개, 판정 유보 {withheld}개로 전망됨({outlook}). "
        "해석에 따라 판정이 갈리는 목표는 유보에 듦",
        "Of {all: announced target| announced targets} {likely: is| are} likely, {met_without: is| are} "
        "met without the programme, {uncertain: is| are} uncertain, {unlikely: is| are} unlikely and "
        "{withheld: is| are} withheld ({outlook:inside}); a "
        "target whose readings differ in class is withheld",
    ),
    "factor_line": Text("주요 요인: {text}", "Main factors: {text}"),
    "factor_join": Text(". ", "; "),
    "factor_layers": Text(
        "종사자 수 효과의 차이는 주로 {listed}에서 비롯됨(요인마다 {draws}회)",
        "the effect on jobs differs mostly by {listed} ({draws: run| runs} of each layer)",
    ),
    "factor_told": Text(
        "종사자 수 효과는 {listed}의 값과 함께 움직임(괄호는 순위상관, 반복 {runs}회)",
        "the effect on jobs moves with {listed} (rank correlation, {runs: run| runs})",
    ),
    "factor_untold": Text(
        "반복 {runs}회로는 종사자 수 효과를 움직인 모수를 우연과 구별하기 어려움",
        "{runs: run| runs} cannot tell any parameter that moves the effect on jobs from luck",
    ),
    "basis": Text(
        "본 결과는 부록의 가정에 따른 것으로, 가정이 달라지면 결과도 달라질 수 있음",
        "The result rests on the assumptions of the appendix and changes with them",
    ),
    "method": Text(
        "업체와 근로자를 하나씩 행위자로 둔 모형에서, 난수·모수·대외여건을 같게 두고 사업의 유무만 달리한 두 세계를 "
        "비교함. 산업연관표(한국은행)와 연결되며 모든 화폐 흐름은 원장을 거침",
        "One agent for one firm and one worker; two worlds that differ in the programme alone share luck, parameters "
        "and outside demand. The model is tied to the input-output tables of the Bank of Korea, and all money passes a "
        "ledger",
    ),
    "premise_line": Text(
        "모의실험 {runs}회에서 모수를 범위 안에서 뽑음. 구분이 가정인 모수 {count}개의 값·범위·출처는 부록에 있음",
        "Parameters are drawn within their ranges in each of {runs: run| runs}; {count} of them are assumed, with "
        "values, ranges and sources in the appendix",
    ),
    "outside_line": Text("{outlook}: {text}", "{outlook}: {text}"),
    "outside_announced": Text(
        "수출·물가 등 대외여건은 발표 시점까지의 자료로 정한 과정에서 반복마다 뽑음",
        "demand and prices outside are drawn in every run from a process known at the time of the announcement",
    ),
    "outside_recorded": Text(
        "생산액이 실적을 따르도록 대외여건을 두므로 생산액은 전망이 아니라 주어진 값임",
        "the outside world is set so that production follows the record, which makes production given and no forecast",
    ),
    "outside_bands": Text("구간에 담긴 불확실성: {layers}", "The bands hold: {layers}"),
    "views_line": Text(
        "지역 관점은 지역 안 다른 업체에서 옮겨 온 몫과 지역 밖으로 나가는 몫을 뺀 값임. 국가 관점은 다른 지역에서 "
        "옮겨 온 몫을 빼되 국내 다른 지역에 귀속되는 몫은 더한 값임",
        "The regional view takes away what came from other firms of the region and what leaves it; the national view "
        "takes away what came from elsewhere in the country and keeps what goes there",
    ),
    "tax_line": Text(
        "미시행 대비 늘어난 세수는 현재가치로 평균 {tax}, 공공 사업비의 {share}배로 추정됨. 괄호는 {band}이며 "
        "분해 반복은 {runs}회임",
        "Tax beyond doing nothing: {tax} at present value, {share} times the public money (mean; in "
        "brackets {band}; {runs: decomposed run| decomposed runs})",
    ),
    "residual": Text("회계 항등식의 최대 잔차 {value}", "Worst residual of the accounting identities: {value}"),
    "verified_line": Text(
        "과거 실적에 견준 {all}개 조건·변수·시계 중 모형이 마지막 값보다 정확한 것은 {won}개임",
        "Against the record the model is closer than the last value in {won} of {all} conditions, measures, horizons",
    ),
    "verified_lost": Text(
        "{mode} 모형이 마지막 값보다 정확하지 못한 것: {listed}",
        "{mode}: the model is not closer than the last value in {listed}",
    ),
    "verified_name": Text("{name} {ahead}분기 앞", "{name}, {ahead} ahead"),
    "verified_cover": Text(
        "모형의 80 % 구간이 실적을 가장 적게 담은 것은 {mode} {name}의 {cover} %임",
        "The model's 80 % band held least of the record in {name} ({mode}): {cover} %",
    ),
    "verified": Text(
        "생산이 주어질 때의 고용 검증은 실적 재현 시나리오({name})의 결과에 실림",
        "The test of employment with output given stands in the result of the scenario {name}",
    ),
    "caution_1": Text(
        "특정 업체의 전망으로 쓰지 않음: 규모가 큰 업체는 합성 자료임",
        "No forecast of a recognisable firm: the largest are synthetic",
    ),
    "caution_2": Text(
        "사업기간의 일시 효과와 운영단계의 연간 효과를 더하지 않음",
        "Do not add one-off effects of the spending phase to yearly effects",
    ),
    "caution_3": Text(
        "유발효과는 편익이 아니며 어느 비율도 B/C가 아님",
        "An inducement is no benefit, and no ratio here is a benefit-cost ratio",
    ),
    "caution_4": Text(
        "실적 여건 기준의 생산액은 주어진 값이므로 전망으로 인용하지 않음",
        "Under the recorded outlook production is given; do not quote it as a forecast",
    ),
    "caution_5": Text(
        "모의실험 결과이며 공식 통계나 법정 타당성 조사가 아님",
        "The result of a simulation; neither an official statistic nor a statutory feasibility study",
    ),
    "reproduce_line": Text(
        "같은 결과를 다시 만드는 명령: sandan rerun 결과폴더. manifest.json이 든 폴더면 됨",
        "The command that makes the same result again: sandan rerun FOLDER, where manifest.json lies",
    ),
    "reproduce_changes": Text("시나리오 {scenario}에서 바꾼 값: {changes}", "Changed in {scenario}: {changes}"),
    "reproduce_keys": Text(
        "난수 기준값 {seed}(반복 {runs}회), 실행 키 {run}, 코드 {code}, 자료 {data}",
        "Seed base {seed} ({runs: run| runs}), run key {run}, code {code}, data {data}",
    ),
    "question_difference": Text("발표치와 왜 다른가?", "Why does this differ from the announcement?"),
    "question_losers": Text("줄어드는 쪽은 누구인가?", "Who loses?"),
    "question_late": Text("사업이 늦어지면 어떻게 되는가?", "What if the programme is late?"),
    "question_quote": Text("어느 수치를 인용할 수 있는가?", "Which number may be quoted?"),
    "answer_late": Text(
        "이 결과는 한 해 늦은 경우를 담고 있지 않음. '{command}' 명령으로 계획대로 시행한 경우와 한 해 늦은 경우를 "
        "같은 난수로 비교할 수 있음",
        "This result does not hold the case of a year's delay. The command '{command}' sets the programme as planned "
        "beside the same programme a year late, under the same luck",
    ),
    "answer_late_moved": Text(
        "이 결과는 한 해 늦은 경우를 담고 있지 않음. '{command}' 명령으로 한 해 늦은 경우를 실행하고, 그 결과 폴더와 "
        "이 결과 폴더를 'sandan compare'로 비교할 수 있음",
        "This result does not hold the case of a year's delay. The command '{command}' simulates it; 'sandan compare' "
        "then sets the two folders of results side by side",
    ),
    "own_file": Text("시나리오파일.yaml", "SCENARIO.yaml"),
    "answer_losers": Text(
        "줄어든 집단({band} 전체가 0 아래, 명, 중앙값): {groups}. 다른 집단의 감소는 0과 구별되지 않음",
        "Groups with fewer jobs ({band} all below zero; persons, median): {groups}. No other loss is sure",
    ),
    "answer_no_losers": Text(
        "{band} 전체가 0 아래인 집단은 없음", "No group has fewer jobs with {band} all below zero"
    ),
}
