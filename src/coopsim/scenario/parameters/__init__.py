"""Every parameter of the model, one table per file of rules/."""

from coopsim.scenario.declare import Table
from coopsim.scenario.parameters.agreement import Agreement
from coopsim.scenario.parameters.birth import Birth
from coopsim.scenario.parameters.choice import Choice
from coopsim.scenario.parameters.closure import Closure
from coopsim.scenario.parameters.exogenous import Exogenous
from coopsim.scenario.parameters.founding import Founding
from coopsim.scenario.parameters.funder import Funder
from coopsim.scenario.parameters.governance import Governance
from coopsim.scenario.parameters.learning import Learning
from coopsim.scenario.parameters.money import Money
from coopsim.scenario.parameters.norm import Norm
from coopsim.scenario.parameters.search import Search
from coopsim.scenario.parameters.seats import Seats
from coopsim.scenario.parameters.standing import Standing
from coopsim.scenario.parameters.stress import Stress
from coopsim.scenario.parameters.tender import Tender
from coopsim.scenario.parameters.voice import Voice


class Parameters(Table):
    """Every constant of the model, by the rule that uses it."""

    tender: Tender
    money: Money
    stress: Stress
    closure: Closure
    search: Search
    choice: Choice
    agreement: Agreement
    learning: Learning
    governance: Governance
    norm: Norm
    standing: Standing
    seats: Seats
    voice: Voice
    birth: Birth
    founding: Founding
    funder: Funder
    exogenous: Exogenous


__all__ = ["Parameters"]
