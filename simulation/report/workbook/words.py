"""Names of sheets and columns of the workbook, in Korean with the English key words below."""

from __future__ import annotations

from simulation.errors import Text

SHEETS = {
    "summary": Text("요약", "Key results"),
    "alternatives": Text("대안 비교", "Alternatives"),
    "differences": Text("차이", "Paired differences"),
    "series": Text("시계열", "By year"),
    "industries": Text("업종", "Effect by industry and size class"),
    "impact": Text("파급효과", "Impact by phase and channel"),
    "net": Text("순효과", "From gross to net"),
    "targets": Text("목표", "Announced targets"),
    "money": Text("재원", "Money by source"),
    "paid": Text("집행", "Money paid"),
    "settings": Text("설정과 출처", "Settings and sources"),
}
COLUMNS = {
    "measure": Text("지표", "measure"),
    "unit": Text("단위", "unit"),
    "year": Text("연도", "year"),
    "record": Text("실적", "record"),
    "with": Text("시행 중앙값", "median with"),
    "with_low": Text("시행 10 %", "with, 10 %"),
    "with_high": Text("시행 90 %", "with, 90 %"),
    "without": Text("미시행 중앙값", "median without"),
    "without_low": Text("미시행 10 %", "without, 10 %"),
    "without_high": Text("미시행 90 %", "without, 90 %"),
    "difference": Text("차이 중앙값", "median difference"),
    "difference_low": Text("차이 10 %", "difference, 10 %"),
    "difference_high": Text("차이 90 %", "difference, 90 %"),
    "scenario": Text("시나리오", "scenario"),
    "against": Text("비교 대상", "less"),
    "shown": Text("수준·차이", "level or difference"),
    "statistic": Text("통계값", "statistic"),
    "apart": Text("구별", "told apart"),
    "period": Text("연도", "year"),
    "total": Text("누계", "all years"),
    "group": Text("구분", "group"),
    "phase": Text("단계", "phase"),
    "part": Text("경로", "part"),
    "value": Text("값(기간 누계)", "sum over the years"),
    "amount": Text("값", "value"),
    "view": Text("관점", "view"),
    "runs": Text("반복", "runs"),
    "mean": Text("평균", "mean"),
    "q10": Text("10 %", "10 %"),
    "q50": Text("중앙값", "median"),
    "q90": Text("90 %", "90 %"),
    "note": Text("주", "note"),
    "target": Text("목표", "target"),
    "reading": Text("해석", "reading"),
    "announced": Text("발표값", "announced"),
    "probability": Text("달성 확률", "probability"),
    "low": Text("95 % 하한", "95 %, low"),
    "high": Text("95 % 상한", "95 %, high"),
    "probability_without": Text("미시행 시 확률", "probability without"),
    "method": Text("확률의 산출", "found"),
    "reason": Text("판정하지 않은 까닭", "why not judged"),
    "outlook": Text("전망 기준", "outlook"),
    "instrument": Text("정책수단", "instrument"),
    "source": Text("출처·재원", "source"),
    "planned": Text("계획", "planned"),
    "in_window": Text("기간 내 계획", "planned, in the months run"),
    "paid": Text("집행", "paid"),
    "not_taken_up": Text("미집행", "not taken up"),
    "why": Text("까닭", "why"),
    "item": Text("항목", "item"),
    "key": Text("키", "key"),
    "content": Text("내용", "content"),
    "range_low": Text("하한", "low"),
    "range_high": Text("상한", "high"),
    "status": Text("구분", "status"),
    "kind": Text("종류", "kind"),
}
KINDS = {
    "parts": Text("총변화에서 순효과까지", "gross to net"),
    "lasting": Text("상시 순효과", "lasting"),
    "places": Text("늘어난 매출의 출처", "where sales came from"),
    "costs": Text("비용(현재가치)", "costs, present value"),
    "ratios": Text("비용효과성", "ratios"),
    "gains": Text("증가·감소 집단", "who gains"),
}
WORLDS = {"with": Text("시행", "with"), "without": Text("미시행", "without")}
SHOWN = {"level": Text("수준", "level"), "difference": Text("차이", "difference")}
APART = {
    "apart": Text("구별됨", "told apart"),
    "alike": Text("구별하기 어려움", "cannot be told apart"),
    "same": Text("모든 반복에서 같음", "the same in every run"),
}
NOTES = {
    "bands": Text("80 % 전망구간은 10 %와 90 % 사이", "The 80 % band lies between 10 % and 90 %"),
    "paired": Text(
        "차이는 같은 난수·모수·대외여건에서 반복마다 짝지은 값", "Differences are paired run by run under the same luck"
    ),
    "impact": Text("분해 반복의 평균이며 더하면 총효과", "Means over the decomposed runs, which add up to the total"),
    "net": Text("마지막 12개월. 어느 비율도 B/C가 아님", "Last twelve months; no ratio here is a benefit-cost ratio"),
    "gross": Text(
        "종사자 수의 차이는 단지 안의 총변화이며 순일자리가 아님",
        "Differences in employment are gross, inside the complex, and no net jobs",
    ),
    "paid": Text(
        "미시행에도 지급되는 통상 지원이 들어 있음", "Usual grants, which are paid without a programme too, are in it"
    ),
    "money": Text("억원, 반복 평균", "100 million KRW, mean over runs"),
    "settings": Text(
        "값과 범위는 시나리오가 고정하지 않은 모수의 사전 정보", "Values and ranges are those of the priors"
    ),
    "nothing": Text("이 결과에는 해당 표가 없음", "This result holds no such table"),
}
CHARTS = {
    "employment": Text("종사자 수(중앙값)", "Employment, median"),
    "against": Text("미시행과의 종사자 수 차이(중앙값)", "Jobs against doing nothing, median difference"),
    "gained": Text("업종별 종사자 수 차이(중앙값)", "Jobs by industry, median difference"),
    "channels": Text("생산유발효과의 경로별 구성(억원)", "Production by channel, 100 million KRW"),
    "net": Text("총변화에서 순효과까지: 일자리(평균)", "From gross to net: jobs, mean"),
    "probability": Text("달성 확률", "Probability of reaching the target"),
    "paid": Text("정책수단별 집행액(억원)", "Money paid by instrument, 100 million KRW"),
}
FACTS = {
    "name": Text("사업명", "name"),
    "complex": Text("산업단지", "complex"),
    "period": Text("기간", "months"),
    "outlook": Text("전망 기준", "outlook"),
    "runs": Text("반복", "runs"),
    "impact_runs": Text("분해 반복", "runs decomposed"),
    "scale": Text("축척", "scale"),
    "seed_base": Text("난수 기준값", "base of the seeds"),
    "run_key": Text("실행 키", "run key"),
    "code": Text("코드 해시", "hash of the code"),
    "data": Text("자료 해시", "hash of the data"),
    "version": Text("판", "version"),
    "changed": Text("바꾼 설정", "changed option"),
    "disclaimer": Text("유의", "caution"),
}


def label(key: str) -> str:
    """Head of a column: Korean, and English below; the key where it has no name."""
    named = COLUMNS.get(key)
    return key if named is None else both(named, "\n")


def both(text: Text, between: str = " / ") -> str:
    """A text in both languages; once where they are the same."""
    return text.ko if text.ko == text.en else f"{text.ko}{between}{text.en}"
