"""Channels of the model that can be turned on and off, each with what turning it does in both languages."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from simulation.errors import Text


def switch(default: bool, ko: str, en: str) -> Any:
    """Declare one switch: its ordinary position and what turning it does."""
    return field(default=default, metadata={"meaning": Text(ko, en)})


@dataclass(frozen=True, slots=True)
class Switches:
    """Channels of the model in their ordinary positions; scenarios, tests and decompositions turn them singly."""

    turnover: bool = switch(
        True,
        "노동자가 한 사람씩 이직하고 채용됨. 끄면 기업이 계획한 인원(반올림 없음)을 그대로 둠",
        "workers leave and are hired one by one; off: firms hold exactly the heads they plan, not rounded",
    )
    productivity_trend: bool = switch(
        True, "생산성이 추세대로 오름. 끄면 시작 수준", "productivity follows its trend; off: it stays at the start"
    )
    order_paths: bool = switch(
        True,
        "앵커기업이 고유한 수주 경로를 따르고 협력업체가 일부 따름. 끄면 모두 업종을 따름",
        "anchors follow order paths of their own, and their suppliers in part; off: all follow their industry",
    )
    inventories: bool = switch(True, "재고를 목표 수준으로 조정함", "firms bring their stocks back to what they want")
    partial_adjustment: bool = switch(
        True,
        "기대와 정원이 매달 일부씩 조정됨. 끄면 즉시 조정",
        "expectations and posts adjust in part each month; off: at once",
    )
    capacity_limits: bool = switch(True, "설비가 생산을 제한함", "capacity limits output")
    labour_limits: bool = switch(True, "인력이 생산을 제한함", "labour limits output")
    payout_all: bool = switch(
        False, "잉여를 모두 배당으로 내보냄", "all surplus leaves as dividends, so that no firm grows rich or poor"
    )
    replacement_only: bool = switch(
        False, "투자가 감가상각과 같아 설비가 그대로임", "investment equals depreciation; capacity stays"
    )
    technology: bool = switch(
        True,
        "스마트공장 단계와 연구개발이 움직임. 끄면 시작 수준",
        "firms step up the ladder and do research; off: never",
    )
    competition: bool = switch(
        True,
        "품질과 자기 가격이 외부 수요를 옮기고 일부는 지역 경쟁사에서 옴. 끄면 외부 수요가 경쟁력과 무관",
        "quality and own prices move outside demand, in part from local rivals; off: it asks for neither",
    )
    technique: bool = switch(
        True,
        "노동비용에 따라 노동과 설비의 비율을 바꿈. 끄면 시작 때의 비율",
        "firms choose between labour and equipment by what people cost; off: as at the start",
    )
    supply_chain: bool = switch(
        True,
        "입주업체가 생산에 따라 서로 발주함. 끄면 단지 안 발주가 시작 수준",
        "tenants order from one another what their output needs; off: as at the start",
    )
    households: bool = switch(
        True,
        "주민이 급여를 시에서 씀. 끄면 서비스업이 시작 수준(유발효과 없음)",
        "residents spend their pay in the city; off: services stay at the start (no induced channel)",
    )
    migration: bool = switch(
        True,
        "주민의 출생·노화·사망·이주와 임대료 변동. 끄면 도시가 시작 상태",
        "residents are born, age, die and move, and rents follow; off: the city stays at the start",
    )
    prices_move: bool = switch(
        True, "가격이 외부 경로를 따름. 끄면 시작 수준", "prices follow their outside path; off: they stay at the start"
    )
    own_prices: bool = switch(
        False,
        "기업이 단위비용 변화의 일부를 가격에 반영하고 발주처가 절감분의 일부를 회수함. 끄면 업종 가격",
        "firms pass on part of what their unit cost does and buyers claw back part of savings; off: industry prices",
    )
    wages_move: bool = switch(True, "임금이 오름. 끄면 시작 수준", "wages rise; off: they stay at the start")
    layoffs: bool = switch(True, "남는 인원을 감원함", "firms lay off people they do not need")
    insolvency: bool = switch(
        True,
        "자금과 신용한도가 바닥난 채 유예기간이 지난 기업이 폐업함. 끄면 폐업 위험만 높아짐",
        "firms beyond money and credit line for the grace period close; off: they only close more often",
    )
    demography: bool = switch(
        True,
        "기업이 폐업·이전·입주함. 끄면 시작 때의 입주업체 그대로",
        "firms close, move and enter; off: the tenants stay",
    )

    @classmethod
    def frozen(cls, **changes: bool) -> Switches:
        """The limit in which the model must equal the Leontief system: no noise, no limits, no adjustment lags."""
        limit = cls(
            turnover=False,
            productivity_trend=False,
            order_paths=False,
            inventories=False,
            partial_adjustment=False,
            capacity_limits=False,
            labour_limits=False,
            payout_all=True,
            replacement_only=True,
            technology=False,
            migration=False,
            prices_move=False,
            own_prices=False,
            wages_move=False,
            layoffs=False,
            demography=False,
        )
        return replace(limit, **changes)
