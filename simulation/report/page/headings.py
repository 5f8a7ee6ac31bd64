"""Title and headings of the report in both languages."""

from __future__ import annotations

from simulation.errors import Text

HEADINGS: dict[str, Text] = {
    "title": Text("{name}: 지역경제 파급효과 분석", "{name}: regional impact"),
    "subtitle": Text(
        "{complex} · {start}~{end} · {outlook} · 반복 {runs}회",
        "{complex} · {start} to {end} · {outlook} · {runs} runs",
    ),
    "summary": Text("요약", "Summary"),
    "overview": Text("Ⅰ. 분석 개요", "I. What was analysed"),
    "state": Text("Ⅱ. 현황과 기준전망(사업 미시행)", "II. The complex and the outlook without the programme"),
    "with": Text("Ⅲ. 사업 시행 시 전망", "III. Outlook with the programme"),
    "impact": Text("Ⅳ. 지역경제 파급효과", "IV. Regional impact"),
    "net": Text("Ⅴ. 순효과 분석", "V. Net effect"),
    "targets": Text("Ⅵ. 발표 목표의 달성 가능성", "VI. Announced targets"),
    "money": Text("Ⅶ. 재정과 비용효과성", "VII. Money and cost-effectiveness"),
    "uncertainty": Text("Ⅷ. 불확실성과 민감도", "VIII. Uncertainty and sensitivity"),
    "test": Text("Ⅸ. 모형의 검증", "IX. The model held against the record"),
    "caution": Text("Ⅹ. 활용 시 유의사항", "X. What this must not be used for"),
    "questions": Text("예상 질의와 답변", "Questions to expect"),
    "appendix": Text("부록", "Appendix"),
}
