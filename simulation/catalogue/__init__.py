"""What the model knows: parameters, tables, complexes, labels and sources, as frozen objects."""

from simulation.catalogue.complexes import (
    INDUSTRIES,
    SIZE_CLASSES,
    ComplexData,
    District,
    MethodChange,
    check_area,
    complex_data,
    complexes,
    parameters_for,
)
from simulation.catalogue.discounting import annuity, discount_rate, present_value
from simulation.catalogue.evidence import INFORMED, EffectPrior, assumed_errors, effect_prior, studies, without_each
from simulation.catalogue.files import complex_table, document, table
from simulation.catalogue.input_output import (
    SECTORS,
    InputOutput,
    exchange_rate,
    io_system,
    minimum_pay,
    permit_quota,
    wage_support_rule,
)
from simulation.catalogue.labels import Label, Source, Variable, labels, sources, variables
from simulation.catalogue.places import AGE_GROUPS, SEXES, Residents, boundaries, has_residents, residents, zones
from simulation.catalogue.quantities import DISTRIBUTIONS, STATUSES, Quantity, parameters, quantity

__all__ = [
    "AGE_GROUPS",
    "DISTRIBUTIONS",
    "INDUSTRIES",
    "INFORMED",
    "SECTORS",
    "SEXES",
    "SIZE_CLASSES",
    "STATUSES",
    "ComplexData",
    "District",
    "EffectPrior",
    "InputOutput",
    "Label",
    "MethodChange",
    "Quantity",
    "Residents",
    "Source",
    "Variable",
    "annuity",
    "assumed_errors",
    "boundaries",
    "check_area",
    "complex_data",
    "complex_table",
    "complexes",
    "discount_rate",
    "document",
    "effect_prior",
    "exchange_rate",
    "has_residents",
    "io_system",
    "labels",
    "minimum_pay",
    "parameters",
    "parameters_for",
    "permit_quota",
    "present_value",
    "quantity",
    "residents",
    "sources",
    "studies",
    "table",
    "variables",
    "wage_support_rule",
    "without_each",
    "zones",
]
