"""The rules and levers as pure Python, and the numbers of a scenario as ordinary objects."""

from __future__ import annotations

from importlib import import_module
from types import FunctionType, SimpleNamespace
from typing import Any

from coopsim._compile import plain
from coopsim.world.vocabulary import FORMS, LEVERS, SWITCHES


def pure(name: str) -> Any:
    """A module with its compiled functions as pure Python, which also call one another so."""
    names = dict(vars(import_module(f"coopsim.{name}")))
    for word, found in list(names.items()):
        function: Any = plain(found) if callable(found) else found
        if function is not found:
            names[word] = FunctionType(function.__code__, names, word, function.__defaults__)
    return SimpleNamespace(**names)


agreement = pure("rules.agreement")
birth = pure("rules.birth")
choice = pure("rules.choice")
choice_losses = pure("rules.choice_losses")
choice_terms = pure("rules.choice_terms")
closure = pure("rules.closure")
governance = pure("rules.governance")
learning = pure("rules.learning")
merger = pure("rules.merger")
money = pure("rules.money")
norm = pure("rules.norm")
search = pure("rules.search")
seats = pure("rules.seats")
standing = pure("rules.standing")
stress = pure("rules.stress")
tender = pure("rules.tender")
voice = pure("rules.voice")

aid_of_fund = pure("levers.cooperation_fund").aid_of_fund
aid_of_incentive = pure("levers.consolidation_incentive").aid_of_incentive
funded_freedom = pure("levers.advocacy_penalty").funded_freedom
growth_factor = pure("levers.budget_growth").growth_factor
interlocutors = pure("levers.fewer_interlocutors").interlocutors
is_eligible = pure("levers.size_threshold").is_eligible
lot_volume = pure("levers.smaller_lots").lot_volume
partner_credit = pure("levers.consortium_credit").partner_credit
pressure = pure("levers.pressure").pressure
price_after = pure("levers.efficiency").price_after
reachable_grant = pure("levers.core_grant_protection").reachable_grant
renewal_factor = pure("levers.advocacy_penalty").renewal_factor
reporting_work = pure("levers.reporting").reporting_work
reserved_count = pure("levers.reserved_seats").reserved_count
seat_count = pure("levers.fewer_interlocutors").seat_count
support_cost = pure("levers.governance_support").support_cost
transfer_needed = pure("levers.tendering").transfer_needed


def tables_of(parameters: Any) -> Any:
    """The tables of parameters, each an object with its numbers."""
    return SimpleNamespace(
        **{name: SimpleNamespace(**table) for name, table in parameters.model_dump().items()}
    )


def switches_of(scenario: Any) -> Any:
    """Which mechanisms are on."""
    return SimpleNamespace(**{name: getattr(scenario.switches, name) for name in SWITCHES})


def levers_by_quarter(scenario: Any, departments: tuple[str, ...]) -> list[list[Any]]:
    """The levers of each quarter and department; those of row 0 rule the burn-in."""
    path = scenario.lever_path(departments).tolist()
    return [[SimpleNamespace(**dict(zip(LEVERS, values, strict=True))) for values in row] for row in path]


def forms_of(tables: Any) -> list[Any]:
    """The constants of each form of cooperation, after their multipliers; the first is « no tie »."""
    return [_form(tables, name) for name in FORMS]


def _form(tables: Any, name: str) -> Any:
    """The constants of one form: those that a form has not are 0; a merger bids with both sizes."""

    def value(room: str, column: str, scale: str = "") -> float:
        table = getattr(tables, room)
        multiplier = getattr(table, f"{column}_scale") if scale else 1.0
        return float(getattr(table, f"{column}_{name}", 0.0) * multiplier)

    merger = name == "merger"
    return SimpleNamespace(
        saving=value("agreement", "saving", "scaled"),
        autonomy=value("agreement", "autonomy", "scaled"),
        setup_cost=value("agreement", "setup_cost", "scaled"),
        dissolution=value("agreement", "dissolution", "scaled"),
        credit=1.0 if merger else value("tender", "credit", "scaled"),
        relief=value("money", "relief", "scaled"),
        fidelity=value("seats", "fidelity", "scaled"),
        learning=value("learning", "learning", "scaled"),
        standing=value("standing", "standing", "scaled"),
        contagion=value("closure", "contagion", "scaled"),
        taste=value("choice", "taste") if merger else value("choice", "taste", "scaled"),
        incentive=value("choice", "incentive"),
        rescue=value("choice", "rescue"),
        setup_quarters=int(value("agreement", "setup_quarters")),
        allowed=True,
    )
