"""Parameters of rules/stress.py: financial stress (model.md §4.3)."""

from coopsim.scenario.declare import Table, quantity


class Stress(Table):
    """Financial stress."""

    stress_months: float = quantity("months of cost", (-12, 24), None, "1.5",
        en="Cash at which stress is one half", fr="Trésorerie à laquelle la tension vaut un demi")
    stress_scale: float = quantity("months of cost", (0.05, 12), None, "0.6",
        en="Spread of stress around that point", fr="Étendue de la tension autour de ce point")
    months_least: float = quantity("months of cost", (-60, 0), None, "−12",
        en="Lowest cash that is told apart", fr="Trésorerie la plus basse distinguée")
    months_most: float = quantity("months of cost", (1, 240), None, "60",
        en="Highest cash that is told apart", fr="Trésorerie la plus haute distinguée")
