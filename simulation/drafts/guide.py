"""Words of the spreadsheet: how it is filled in, and what each option means."""

from __future__ import annotations

from simulation.drafts.layout import ITEMS, OPTIONS, PARENT, SETTINGS
from simulation.errors import Text
from simulation.scenario.explained import meaning_of

GUIDE_TEXT = Text(
    f"""사업비 표에서 시나리오 만들기

1. '{SETTINGS.ko}' 시트: 값 칸(B열)만 채웁니다. 빈칸은 extends에 적은 바탕 시나리오를 따릅니다
   (이름이 빈칸이면 파일 이름).
2. '{ITEMS.ko}' 시트: 한 줄이 사업 하나입니다. 종류·비목·단계·출처·구분은 목록에서 고릅니다.
   연도 칸에는 그 해 금액을, 국비·도비·시비·민자 칸에는 전체 기간 금액을 억원으로 적습니다. 두 합은 같아야 합니다.
   연도 칸이 모자라면 머리글이 2031처럼 연도인 칸을 더 넣으면 됩니다.
3. '{OPTIONS.ko}' 시트: 칸이 없는 설정을 적습니다(예: 사업 키 homes, 설정 cost, 값 1.3). 'sandan list instruments'와
   'sandan explain instruments.이름.설정'이 무엇이 있는지 알려 줍니다.
4. 저장한 뒤:  sandan new scenario 이름 --from-xlsx 이_파일.xlsx
   틀린 칸은 '{ITEMS.ko}!B7'처럼 시트와 칸으로 알려 줍니다.

다른 시트는 읽지 않습니다. 발표된 효과(생산·고용 목표)는 입력이 아니라 검토 대상이므로 적을 칸이 없습니다.""",
    f"""A scenario from a table of budget items

1. Sheet '{SETTINGS.en}': fill in column B only. What is blank is as in the scenario named under extends
   (a blank name: that of the file).
2. Sheet '{ITEMS.en}': one row an item. Kind, cost item, stage, source and status are chosen from lists.
   The columns of years hold the money of each year, the columns of state, province, city and private money the amounts
   over all years, both in 100 million KRW; the two sums must agree. A further year is a further column headed 2031.
3. Sheet '{OPTIONS.en}': options without a column (such as item homes, option cost, value 1.3);
   'sandan list instruments' and 'sandan explain instruments.NAME.OPTION' say which there are.
4. Save, then:  sandan new scenario NAME --from-xlsx THIS_FILE.xlsx
   A wrong cell is named by sheet and cell, like '{ITEMS.en}!B7'.

Other sheets are not read. Announced effects (output, jobs) are targets to be tested, so there is no cell for them.""",
)
OWN = {
    PARENT: Text("바탕이 되는 시나리오", "the scenario it builds on"),
    "name.ko": Text("이름(한국어)", "title in Korean"),
    "name.en": Text("이름(영어)", "title in English"),
    "summary.ko": Text("요약(한국어)", "summary in Korean"),
    "summary.en": Text("요약(영어)", "summary in English"),
}


def guide_lines(language: str) -> list[str]:
    """How the spreadsheet is filled in, line by line."""
    return GUIDE_TEXT.in_language(language).split("\n")


def setting_meaning(key: str, language: str) -> str:
    """What an option of the scenario means, in one line."""
    return OWN[key].in_language(language) if key in OWN else meaning_of(key, language)
