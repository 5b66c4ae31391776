"""What a model of nerve and muscle does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quietmuscle.flow.simulation import Simulation
    from quietmuscle.flow.simulation import SimulationScenario


def simulate(scenario: SimulationScenario | str | bytes) -> Simulation:
    """What a scenario, or the JSON text of one, brings about: a summary and traces.

    It is a model, and nobody's own nerve.
    """
    from quietmuscle.base.wire import from_json
    from quietmuscle.flow.simulate import simulate as run
    from quietmuscle.flow.simulation import SimulationScenario

    if isinstance(scenario, str | bytes):
        scenario = from_json(SimulationScenario, scenario)
    return run(scenario)
