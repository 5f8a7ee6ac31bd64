"""Instruments of policy: each reads a plain view and answers with levers, transfers and purchases."""

from simulation.policy.actions import NOTHING, Actions, PolicyView, Purchase, Transfer
from simulation.policy.instrument import INSTRUMENT_MODELS, InstrumentSpec
from simulation.policy.levers import LEVERS, Lever, set_levers
from simulation.policy.programmes import Programmes
from simulation.policy.spending import SpendingVector, purchase, spending_vectors

__all__ = [
    "INSTRUMENT_MODELS",
    "LEVERS",
    "NOTHING",
    "Actions",
    "InstrumentSpec",
    "Lever",
    "PolicyView",
    "Programmes",
    "Purchase",
    "SpendingVector",
    "Transfer",
    "purchase",
    "set_levers",
    "spending_vectors",
]
