"""Titles, heads and remarks of the tables of the report in both languages."""

from __future__ import annotations

from simulation.errors import Text

TABLES: dict[str, Text] = {
    "table_programme": Text("사업 개요", "The programme"),
    "table_money": Text("연차별·재원별 사업비(모형 반영 전 계획)", "Money by year and payer, as planned"),
    "table_paid": Text(
        "모형 반영액, 시행 − 미시행(계획의 {share} %)", "Paid in the model, with minus without ({share} % of the plan)"
    ),
    "stage_of": Text("합계 중 {stage} 단계", "of the total, {stage:inside}"),
    "paid_by_payer": Text("모형 집행", "Paid in the model"),
    "not_taken_up": Text("미집행", "Not taken up"),
    "table_key": Text("주요 지표", "Key results"),
    "table_impact": Text("파급효과 총괄", "Impact by phase"),
    "table_channels": Text("경로별 파급효과(분석기간 누계)", "Impact by channel, cumulative"),
    "table_areas": Text("지역별 파급효과(분석기간 누계)", "Impact by area, cumulative"),
    "areas_abroad": Text("국외(수입)", "Abroad (imports)"),
    "areas_note": Text(
        "단지와 시는 지역산업연관표보다 작은 구역이라 모형 배분임. 단지 밖 같은 시의 산업은 '도내 그 밖'에 듦. "
        "국외는 늘어난 산출이 사들인 수입이며 국내 계에 더하지 않음",
        "Complex and city lie below the regional tables: their shares are the model's. Other industry of the city is "
        "in the rest of the province. Abroad: imports that the additional output buys, not part of the country's sum",
    ),
    "table_reference": Text("참고 지표", "Indicators for reference"),
    "reference_header": Text(
        "구분|지역경제 활성화 효과 지수(%)|고용유발효과(명·년)",
        "Item|Regional activation index (percent)|Employment inducement, employees (person-years)",
    ),
    "reference_spending": Text("사업비 × 도내 계수", "Spending times provincial coefficients"),
    "reference_model": Text("모형(자기지역, 분석기간 누계)", "Model, own province, whole period"),
    "reference_mean": Text("{name}, {first}~{last}년 {projects}건", "{name}, {projects} in {first} to {last}"),
    "product_note": Text(
        "지수는 역내 부가가치유발액(2020년 가격)을 {year}년 지역내총생산 {value}조원으로 나눈 값임. 그 값은 당해 "
        "가격, 잠정, 반올림 범위 {low}~{high}조원임",
        "Index: value added in the province (2020 prices) over its gross product of {year}, {value} trillion KRW "
        "(prices of that year, provisional, rounded from {low} to {high})",
    ),
    "no_product_note": Text(
        "이 시·도의 지역내총생산(2023년 이전)이 실려 있지 않아 지수를 적지 않음",
        "No gross regional product of this province (up to 2023) ships, so no index is given",
    ),
    "reference_note": Text(
        "산정 방법이 달라 직접 비교에 한계가 있음. 예비타당성조사의 고용유발효과는 명이며, 계수법의 취업유발은 "
        "자영업자를 포함하므로 여기에 적지 않음",
        "Methods differ, so these are not to be compared directly. Appraisals count persons; the coefficient method "
        "gives all employed with the self-employed and is left out here",
    ),
    "table_groups": Text("업종별·규모별 차이(시행 − 미시행)", "Difference by industry and size, with minus without"),
    "table_conventional": Text("산업연관 계수법과의 비교", "Beside the conventional estimates"),
    "table_net": Text("총변화에서 순효과까지", "From gross to net"),
    "table_gains": Text("누가 늘고 누가 주는가(종사자 수)", "Who gains and who loses (jobs)"),
    "table_targets": Text("발표 목표의 달성 가능성", "Announced targets"),
    "targets_header": Text(
        "목표|미시행: 중앙값|시행: 중앙값 [{band}]|달성 확률(95 % 신뢰구간)|미시행 시 확률|확률의 산출|판정",
        "Target|Without: median|With: median [{band}]|Probability (95 % interval)|Probability without|Found|Class",
    ),
    "table_conditions": Text("발표 목표의 달성 조건", "What would have to be true for each target"),
    "conditions_header": Text("목표|조건", "Target|Condition"),
    "conditions_note": Text(
        "반복 {runs}회에서 읽은 조건이며 외부 수요는 시작부터 목표 연도까지의 경상 연평균 증가율임, {outlook}",
        "As {runs: run says| runs say} it, {outlook:inside}; outside demand: nominal growth a year from the start to "
        "the year of the target",
    ),
    "table_costs": Text("비용효과성", "Cost-effectiveness"),
    "table_base": Text("파급효과 산정 대상액", "What of the money is demand"),
    "base_header": Text("구분|금액|총사업비 대비", "Item|Amount|Of the total"),
    "base": Text("산정 대상액", "Demand"),
    "base_of": Text("대상액 중 {item}", "of it {item}"),
    "kind_construction": Text("건설", "works"),
    "kind_equipment": Text("장비·재화", "equipment and goods"),
    "kind_services": Text("소프트웨어·연구개발·교육 등 서비스", "services: software, research, training"),
    "kind_households": Text("수급 가계의 소비", "consumption of households that are paid"),
    "base_local": Text("도내에서 조달", "Bought in the province"),
    "base_abroad": Text("곧바로 수입", "Imported at once"),
    "without_land_compensation": Text("용지보상비(제외)", "Land compensation (left out)"),
    "without_vat": Text("부가가치세(제외)", "Value-added tax (left out)"),
    "without_contingency": Text("예비비(제외)", "Reserves (left out)"),
    "without_saved": Text("수급 가계의 저축·세금(제외)", "Saved by households that are paid (left out)"),
    "base_note": Text(
        "계획 사업비를 모수의 중심값으로 나눈 값이며 반복에 따라 달라지지 않음. 품목별 구성은 가정(spending_vectors)임",
        "Planned money at central values of the parameters, the same in every run; what each item is made of is "
        "assumed (spending_vectors)",
    ),
    "table_use": Text("사업별 계획·집행·미집행", "Planned, paid and not taken up, by item"),
    "use_header": Text("사업|계획|집행|미집행|주된 이유", "Item|Planned|Paid|Not taken up|Main reason"),
    "use_note": Text("반복 {runs}회의 평균, {outlook}", "Mean over {runs: run| runs}, {outlook:inside}"),
    "mean": Text("평균", "Mean"),
    "ratio_note": Text(
        "비율은 평균의 비율이고 괄호는 반복별 비율의 범위임. 순증이 0 이하인 반복이 있으면 범위를 적지 않음",
        "A ratio is that of means, beside it the range of the ratios of the runs; none is given where the net is not "
        "positive in some run",
    ),
    "conventional_note": Text(
        "대괄호는 반복의 10~90 % 범위(추가 생산액 반복 {runs}회, 모형 분해 반복 {impact_runs}회, {outlook}). "
        "사업비에 계수를 곱한 값과 발표치는 반복에 따라 달라지지 않음",
        "In brackets 10 to 90 % of the runs ({runs: run| runs} of extra output, {impact_runs} decomposed, "
        "{outlook:inside}). Spending times multipliers and the announcement are the same in every run",
    ),
    "item": Text("구분", "Item"),
    "content": Text("내용", "Content"),
    "name": Text("사업명", "Name"),
    "place": Text("위치", "Place"),
    "announced": Text("발표 목표", "Announced targets"),
    "lead": Text("시행 주체", "Carried out by"),
    "unnamed": Text("자료에 없음", "not in the sources"),
    "period": Text("기간", "Period"),
    "what": Text("주요 내용", "Items"),
    "total": Text("합계", "Total"),
    "remark": Text("주", "Note"),
    "source": Text("자료", "Source"),
    "unit": Text("단위", "Unit"),
    "table": Text("표", "Table"),
    "figure": Text("그림", "Figure"),
    "source_own": Text("sandan 모의실험", "sandan simulation"),
    "source_named": Text("표에 줄마다 적음", "named in each line of the table"),
    "means_note": Text(
        "경로별 값은 분해 반복 {runs}회의 평균이며 더하면 총효과가 됨. 다른 표의 중앙값과 다를 수 있음",
        "Values by channel are means over {runs: decomposed run| decomposed runs} and add up; medians elsewhere may "
        "differ",
    ),
    "substitution_note": Text(
        "대체효과는 따로 세지 않음: 지원업체의 산출과 일자리 전체를 지원이 없는 같은 업체와 견주므로, 한 업체 안에서 "
        "다른 인력·투자를 대신한 몫은 총변화에서 이미 빠져 있음",
        "Substitution is not a part of its own: all output and jobs of a supported firm are held against the same firm "
        "without support, so what replaced other labour or investment inside it is already out of the gross change",
    ),
    "mean_band_note": Text(
        "평균 [{band}], 분해 반복 {runs}회, {outlook}",
        "Mean [{band}], {runs: decomposed run| decomposed runs}, {outlook:inside}",
    ),
    "men": Text("남성 종사자 수", "Men employed"),
    "nationals": Text("내국인 종사자 수", "Workers of Korean nationality"),
    "regular": Text("정규직 종사자 수", "Regular workers"),
    "stock_note": Text(
        "상시 일자리 증가는 마지막 해 말 단지 종사자의 차이이며 해마다 더하지 않음. 인용할 순일자리와 다른 값임",
        "Permanent jobs: difference of the headcount of the complex at the end of the last year, never summed over "
        "years; not the net jobs to quote",
    ),
    "work_note": Text(
        "취업유발·고용유발은 연인원의 누계로 일자리 수가 아니며, 인용할 순일자리(요약)와 다름",
        "Employment inducement sums work over the years; it is no number of jobs and not the net jobs to quote "
        "(summary)",
    ),
    "heads_note": Text(
        "종사자 수의 차이는 단지 안 종사자의 총변화이며, 인용할 순일자리(요약)와 다름",
        "Differences in employment are gross, inside the complex; they are not the net jobs to quote (summary)",
    ),
    "net_note": Text(
        "순효과의 일자리에는 사업비 지출 중의 일자리가 들어 있음. 인용할 순일자리(요약)는 그것을 뺀 값임",
        "Net jobs here hold those that exist only while money is spent; the net jobs to quote (summary) leave them out",
    ),
    "at_end": Text("(기간 말)", ", at the end"),
    "gains_note": Text(
        "중앙값 [{band}], 분해 반복 {runs}회, {outlook}. 규모와 구는 {year}년 평균, 나머지는 {year}년 말. "
        "성별·국적·고용형태와 업종별·규모별 표는 모든 반복의 값이므로 다를 수 있음",
        "Median [{band}], {runs: decomposed run| decomposed runs}, {outlook:inside}; size and district: mean of "
        "{year}, others: its end. Sex, nationality, contract and the table by industry and size take all runs, so "
        "numbers may differ",
    ),
    "band_note": Text(
        "중앙값 [{band}], 반복 {runs}회, {outlook}", "Median [{band}], {runs: run| runs}, {outlook:inside}"
    ),
    "plan_note": Text(
        "모수의 중심값 기준. 단계는 사업마다 자료가 적은 하나이며 '…'는 그 단계의 금액이 자료에 없음을 뜻함",
        "At central values of the uncertain shares. Each item stands at the one stage that its source gives; dots: the "
        "sources hold no money at that stage",
    ),
    "paid_note": Text(
        "집행·미집행은 반복 {runs}회의 평균, {outlook}. 미시행에도 지급되는 통상 지원이 있어 두 집행액이 조금 다름",
        "Paid and not taken up: means over {runs: run| runs}, {outlook:inside}. Usual grants are paid without the "
        "programme too, so the two sums paid differ a little",
    ),
    "decomposed_note": Text(
        "분해 반복 {runs}회, {outlook}", "{runs: decomposed run| decomposed runs}, {outlook:inside}"
    ),
    "not_benefit_cost": Text("비용효과성은 B/C가 아님", "Cost-effectiveness is not a benefit-cost ratio"),
    "few_note": Text(
        "업체가 3개 미만인 칸은 인접한 규모와 합쳐 표시함", "Cells of fewer than three firms are joined to a neighbour"
    ),
    "yes": Text("시행", "With"),
    "no": Text("미시행", "Without"),
}
