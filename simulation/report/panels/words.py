"""Titles that state what was found, and remarks, of the pictures of many small panels; braces are filled."""

from __future__ import annotations

from simulation.errors import Text

FOUND: dict[str, Text] = {
    "industry": Text("업종", "industry"),
    "size_class": Text("규모", "size class"),
    "groups_title": Text("{kind}별 종사자 수와 부가가치의 차이", "Difference in jobs and value added by {kind}"),
    "groups_both": Text(
        "{kind}별 종사자 수는 {most}에서 가장 많이 증가하고({gain}명) {least}에서 가장 많이 감소함({loss}명)",
        "By {kind}, jobs rise most in {most:inside} ({gain}) and fall most in {least:inside} ({loss})",
    ),
    "groups_up": Text(
        "{kind}별 종사자 수는 {most}에서 가장 많이 증가함({gain}명)",
        "By {kind}, jobs rise most in {most:inside} ({gain})",
    ),
    "groups_down": Text(
        "{kind}별 종사자 수는 {least}에서 가장 많이 감소함({loss}명)",
        "By {kind}, jobs fall most in {least:inside} ({loss})",
    ),
    "groups_none": Text(
        "종사자 수의 {kind}별 차이는 0과 구별하기 어려움", "By {kind}, no difference in jobs can be told from zero"
    ),
    "groups_note": Text(
        "같은 난수에서 시행과 미시행의 차이. 제목은 {quarter}의 중앙값이며 {band}에 0이 없는 것만 셈",
        "With minus without, same luck. The title counts medians of {quarter} where zero is not within the {band}",
    ),
    "few_firms": Text("업체가 3개 미만이어서 뺀 것: {listed}", "Left out, fewer than three firms: {listed}"),
    "row_axis": Text("한 줄의 세로축은 같음", "Panels of a row share their axis"),
    "own_axis": Text("세로축은 칸마다 다름", "Each panel has its own axis"),
    "levels_title": Text("수준별 스마트공장 도입업체", "Smart-factory adopters by level"),
    "levels_with": Text(
        "{month} 도입업체는 {total}개사로 미시행보다 {more}개사 많고, {share} %가 {level} 수준임",
        "In {month}, {total} firms have adopted, {more} more than without; {share} % of them at level {level:inside}",
    ),
    "levels_less": Text(
        "{month} 도입업체는 {total}개사로 미시행보다 {more}개사 적고, {share} %가 {level} 수준임",
        "In {month}, {total} firms have adopted, {more} fewer than without; {share} % of them at level {level:inside}",
    ),
    "levels_same": Text(
        "{month} 도입업체는 {total}개사로 미시행과 같고, {share} %가 {level} 수준임",
        "In {month}, {total} firms have adopted, as many as without; {share} % of them at level {level:inside}",
    ),
    "levels_alone": Text(
        "{month} 도입업체는 {total}개사이며 {share} %가 {level} 수준임",
        "In {month}, {total} firms have adopted; {share} % of them at level {level:inside}",
    ),
    "tenants_title": Text("업종별 입주업체", "Tenants by industry"),
    "tenants_up": Text(
        "입주업체는 {first}~{last}에 {change}개사 증가하여 {total}개사이며, {most}에서 가장 많이 증가함({part}개사)",
        "{first} to {last}: tenants rise by {change} to {total}, most in {most:inside} ({part})",
    ),
    "tenants_down": Text(
        "입주업체는 {first}~{last}에 {change}개사 감소하여 {total}개사이며, {most}에서 가장 많이 감소함({part}개사)",
        "{first} to {last}: tenants fall by {change} to {total}, most in {most:inside} ({part})",
    ),
    "tenants_still": Text(
        "입주업체는 {first}~{last}에 {total}개사로 변하지 않음", "{first} to {last}: tenants stay at {total}"
    ),
    "lost_title": Text("인력 부족에 따른 생산차질액", "Output lost for want of hands"),
    "lost_finding": Text(
        "{year}년 인력 부족 생산차질액은 {total}억원이며 {share} %가 {most}에서 비롯됨",
        "In {year}, {total} billion KRW of output is lost for want of hands, {share} % of it for {most:inside}",
    ),
    "lost_axis": Text("억원/분기", "100 million KRW per quarter"),
    "flows_title": Text("근로자의 들고 남", "People who came and who left"),
    "flows_up": Text(
        "{year}년 {hired}명이 들어오고 {left}명이 나가 종사자가 {net}명 증가함",
        "In {year}, {hired} people came and {left} left: {net} more are employed",
    ),
    "flows_down": Text(
        "{year}년 {hired}명이 들어오고 {left}명이 나가 종사자가 {net}명 감소함",
        "In {year}, {hired} people came and {left} left: {net} fewer are employed",
    ),
    "came": Text("단지 밖에서 온 사람", "Came from outside"),
    "moved": Text("단지 안에서 옮긴 사람", "Moved between tenants"),
    "retired": Text("은퇴한 사람", "Retired"),
    "left": Text("그 밖에 나간 사람", "Left otherwise"),
    "net": Text("종사자 증감", "Change in jobs"),
    "flows_level": Text("사업 시행", "With the programme"),
    "flows_difference": Text("차이(시행 − 미시행)", "With minus without"),
    "flows_note": Text(
        "중앙값. 옮긴 사람은 들어온 쪽과 나간 쪽에 한 번씩 나타나므로 종사자 증감에 영향이 없음",
        "Medians. Who moves between tenants comes once and leaves once, so the change in jobs is not touched",
    ),
    "strip_title": Text("해마다 본 단지", "The complex year by year"),
    "strip_both": Text(
        "{first}~{last}년 종사자는 {most}에서 가장 많이 증가하고({gain}명) {least}에서 가장 많이 감소함({loss}명)",
        "{first} to {last}: jobs rise most in {most:inside} ({gain}) and fall most in {least:inside} ({loss})",
    ),
    "strip_up": Text(
        "{first}~{last}년 종사자는 {most}에서 가장 많이 증가함({gain}명)",
        "{first} to {last}: jobs rise most in {most:inside} ({gain})",
    ),
    "strip_down": Text(
        "{first}~{last}년 종사자는 {least}에서 가장 많이 감소함({loss}명)",
        "{first} to {last}: jobs fall most in {least:inside} ({loss})",
    ),
    "strip_none": Text(
        "{first}~{last}년 어느 칸에서도 종사자가 변하지 않음", "{first} to {last}: jobs do not change in any cell"
    ),
    "strip_note": Text(
        "사업 시행 시 연말 중앙값. 네모의 넓이는 종사자 수, 빗금은 첫해보다 준 칸. 업체가 3개 미만인 칸은 비움",
        "With the programme, end of year, medians. Area: jobs; hatched: fewer than in the first year. Cells of fewer "
        "than three firms are empty",
    ),
    "strip_axis": Text(
        "{first}~{last}년의 업종과 규모이고 네모의 넓이는 {last}년 말 종사자 수",
        "industry and size class in {first} to {last}; the area of a square is jobs at the end of {last}",
    ),
    "strip_key": Text("가장 큰 네모 = {jobs}명", "Largest square = {jobs: job| jobs}"),
}
"""Wordings by key."""


def tell(key: str, language: str, **fields: object) -> str:
    """One wording with its braces filled."""
    return FOUND[key].filled(language, **fields)
