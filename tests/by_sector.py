"""The firm network seen by sector, as the input-output table has it."""

from __future__ import annotations

import numpy as np

from simulation.catalogue import SECTORS
from simulation.state import Firms, Network


def aggregate_coefficients(firms: Firms, network: Network) -> np.ndarray:
    """Coefficients of the firm network added up by sector: what the tenants of a sector buy per unit of output."""
    buyer = np.repeat(np.arange(firms.identifier.size), np.diff(network.start))
    flows = np.zeros((len(SECTORS), len(SECTORS)))
    np.add.at(flows, (network.sector, firms.sector[buyer]), network.coefficient * firms.output[buyer])
    made = np.bincount(firms.sector, weights=firms.output, minlength=len(SECTORS))
    return np.divide(flows, made, out=np.zeros_like(flows), where=made > 0.0)
