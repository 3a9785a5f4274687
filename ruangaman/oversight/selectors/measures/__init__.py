"""How each indicator is computed, in a fixed number of queries whatever the number of units."""

from __future__ import annotations

from ruangaman.oversight.selectors.measures import culture, network, policy, services, training
from ruangaman.oversight.selectors.measures.moment import Measure, Measured, Moment

MEASURES: dict[str, Measure] = {
    "C1": Measure(network.c1, dated=True),
    "C2": Measure(network.c2, dated=True),
    "C3": Measure(network.c3, dated=True),
    "C4": Measure(network.c4, dated=True),
    "C5": Measure(network.c5, dated=False),
    "T1": Measure(training.t1, dated=True),
    "T2": Measure(training.t2, dated=True),
    "T3": Measure(training.t3, dated=False),
    "P1": Measure(policy.p1, dated=False),
    "P2": Measure(policy.p2, dated=True),
    "P3": Measure(policy.p3, dated=True),
    "A1": Measure(culture.a1, dated=True),
    "A2": Measure(culture.a2, dated=True),
    "D1": Measure(services.d1, dated=False),
    "S1": Measure(training.s1, dated=True),
}
"""By code. What is about reports is not here: it exists in releases only."""

__all__ = ["MEASURES", "Measure", "Measured", "Moment"]
