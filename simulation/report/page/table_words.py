"""Titles, heads and remarks of the tables of the report in both languages."""

from __future__ import annotations

from simulation.errors import Text

TABLES: dict[str, Text] = {
    "table_programme": Text("사업 개요", "The programme"),
    "table_money": Text("연차별·재원별 사업비(모형 반영 전 계획)", "Money by year and payer, as planned"),
    "table_paid": Text("모형이 집행한 사업비(평균)", "Money paid in the model (mean)"),
    "table_key": Text("주요 지표", "Key results"),
    "table_impact": Text("파급효과 총괄", "Impact by phase"),
    "table_channels": Text("경로별 파급효과(분석기간 누계)", "Impact by channel, cumulative"),
    "table_groups": Text("업종별·규모별 차이(시행 − 미시행)", "Difference by industry and size, with minus without"),
    "table_conventional": Text("산업연관 계수법과의 비교", "Beside the conventional estimates"),
    "table_net": Text("총변화에서 순효과까지", "From gross to net"),
    "table_gains": Text("누가 늘고 누가 주는가(종사자 수)", "Who gains and who loses (jobs)"),
    "chances_note": Text(
        "확률의 산출: '외부수요 경로 전체'는 경로를 수천 개 뽑아 적분하고, '모수 추출 전체'는 기준전망을 "
        "더 돌려 모수와 우연의 몫을 배운 뒤 모수를 수천 번 뽑아 적분함. '반복의 비율'은 반복 가운데 달성한 "
        "비율. 구간이 판정 경계에 걸치면 판정을 유보함",
        "Found: over outside paths, thousands of paths are drawn; over draws of parameters, more worlds without the "
        "programme teach what parameters and luck do and thousands of draws are taken; else the share of runs. Where "
        "the interval spans classes the verdict is withheld",
    ),
    "table_targets": Text("발표 목표의 달성 가능성", "Announced targets"),
    "table_costs": Text("비용효과성", "Cost-effectiveness"),
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
        "다음에 찾을 수치: 답과 함께 움직인 가정 모수",
        "Next figure to look for: assumptions that answers moved with",
    ),
    "ranking_header": Text("답|모수|순위상관(±표준오차)|판단", "Answer|Parameter|Rank correlation (error)|Verdict"),
    "ranking_gain": Text("{name} 효과", "Effect on {name}"),
    "ranking_level": Text("{name} 수준(외부 경로를 주고)", "{name}, given the outside path"),
    "ranking_told": Text("구별됨", "told"),
    "ranking_untold": Text("이 반복 수로는 구별 안 됨", "cannot be told from so few runs"),
    "ranking_note": Text(
        "구분이 가정이고 실적에서 배우지 않은 모수만({outlook}). 반복 {runs}회로는 절댓값 {least} 미만을 "
        "우연과 구별하지 못함(64회면 {at_64}, 256회면 {at_256}). 모든 모수는 sensitivity.csv",
        "Assumed parameters that are not learned from the record ({outlook}). With so many, {runs} runs cannot tell "
        "anything below {least} from luck (64 runs: {at_64}, 256 runs: {at_256}). All parameters: sensitivity.csv",
    ),
    "table_assumptions": Text("주요 가정과 출처", "Assumptions and sources"),
    "table_glossary": Text("용어 해설", "Glossary"),
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
    "use_note": Text("반복 {runs}회의 평균, {outlook}", "Mean over {runs} runs, {outlook}"),
    "mean": Text("평균", "Mean"),
    "ratio_note": Text(
        "비율은 평균의 비율이고 괄호는 반복별 비율의 범위임. 순증이 0 이하인 반복이 있으면 범위를 적지 않음",
        "A ratio is that of means, beside it the range of the ratios of the runs; none is given where the net is not "
        "positive in some run",
    ),
    "conventional_note": Text(
        "대괄호는 반복의 10~90 % 범위(추가 생산액 반복 {runs}회, 모형 분해 반복 {impact_runs}회, {outlook}). "
        "사업비에 계수를 곱한 값과 발표치는 반복에 따라 달라지지 않음",
        "In brackets 10 to 90 % of the runs ({runs} runs of extra output, {impact_runs} decomposed, {outlook}). "
        "Spending times multipliers and the announcement are the same in every run",
    ),
    "item": Text("구분", "Item"),
    "content": Text("내용", "Content"),
    "name": Text("사업명", "Name"),
    "place": Text("위치", "Place"),
    "period": Text("기간", "Period"),
    "what": Text("주요 내용", "Items"),
    "total": Text("합계", "Total"),
    "remark": Text("주", "Note"),
    "source": Text("자료", "Source"),
    "unit": Text("단위", "Unit"),
    "table": Text("표", "Table"),
    "figure": Text("그림", "Figure"),
    "source_own": Text("sandan 모의실험", "sandan simulation"),
    "means_note": Text(
        "경로별 값은 분해 반복 {runs}회의 평균이며 더하면 총효과가 됨. 다른 표의 중앙값과 다를 수 있음",
        "Values by channel are means over {runs} decomposed runs and add up; medians elsewhere may differ",
    ),
    "substitution_note": Text(
        "대체효과는 따로 세지 않음: 지원업체의 산출과 일자리 전체를 지원이 없는 같은 업체와 견주므로, 한 업체 안에서 "
        "다른 인력·투자를 대신한 몫은 총변화에서 이미 빠져 있음",
        "Substitution is not a part of its own: all output and jobs of a supported firm are held against the same firm "
        "without support, so what replaced other labour or investment inside it is already out of the gross change",
    ),
    "mean_band_note": Text(
        "평균 [{band}], 분해 반복 {runs}회, {outlook}", "Mean [{band}], {runs} decomposed runs, {outlook}"
    ),
    "men": Text("남성 종사자 수", "Men employed"),
    "nationals": Text("내국인 종사자 수", "Workers of Korean nationality"),
    "regular": Text("정규직 종사자 수", "Regular workers"),
    "stock_note": Text(
        "상시 일자리 증가는 마지막 해 말 단지 종사자의 차이이며 해마다 더하지 않음. 인용할 순일자리와 다른 값임",
        "Permanent jobs: difference of the headcount of the complex at the end of the last year, never summed over "
        "years; not the net jobs to quote",
    ),
    "at_end": Text("(기간 말)", ", at the end"),
    "gains_note": Text(
        "중앙값 [{band}], 분해 반복 {runs}회, {outlook}. 규모와 구는 {year}년 평균, 나머지는 {year}년 말. "
        "성별·국적·고용형태와 업종별·규모별 표는 모든 반복의 값이므로 다를 수 있음",
        "Median [{band}], {runs} decomposed runs, {outlook}; size and district: mean of {year}, others: its end. "
        "Sex, nationality, contract and the table by industry and size take all runs, so numbers may differ",
    ),
    "band_note": Text("중앙값 [{band}], 반복 {runs}회, {outlook}", "Median [{band}], {runs} runs, {outlook}"),
    "plan_note": Text(
        "모수의 중심값 기준. 발표·계획·예산의 구분은 부록 참조",
        "At central values of the uncertain shares; announced, plan and budget are told apart in the scenario file",
    ),
    "paid_note": Text(
        "집행한 사업비는 반복 {runs}회의 평균, {outlook}", "Money paid: mean over {runs} runs, {outlook}"
    ),
    "decomposed_note": Text("분해 반복 {runs}회, {outlook}", "{runs} decomposed runs, {outlook}"),
    "layers_note": Text(
        "요인마다 {draws}회, 나머지 요인을 첫 반복의 값에 두고 따로 뽑음, {outlook}",
        "{draws} runs of each layer alone, the others as in the first run; {outlook}",
    ),
    "drivers_note": Text(
        "스피어만 순위상관({outlook}). 반복 {runs}회로는 절댓값 {least} 미만을 0과 구별하기 어려움",
        "Spearman rank correlation ({outlook}); with {runs} runs anything below {least} cannot be told from zero",
    ),
    "assumed_note": Text(
        "구분이 가정인 모수 {count}개. 값의 범위 안에서 반복마다 추출됨",
        "{count} parameters whose status is assumed; each is drawn within its range in every run",
    ),
    "not_benefit_cost": Text("비용효과성은 B/C가 아님", "Cost-effectiveness is not a benefit-cost ratio"),
    "few_note": Text(
        "업체가 3개 미만인 칸은 인접한 규모와 합쳐 표시함", "Cells of fewer than three firms are joined to a neighbour"
    ),
    "yes": Text("시행", "With"),
    "no": Text("미시행", "Without"),
}
