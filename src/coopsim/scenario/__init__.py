"""What is asked: levers, parameters, population, and the question."""

from coopsim.scenario.dates import date_of, quarter_number
from coopsim.scenario.differences import Difference, differences, root_scenario
from coopsim.scenario.json_schema import scenario_schema
from coopsim.scenario.knobs import Knob, knob, knobs
from coopsim.scenario.levers import LEVER_NAMES, Levers
from coopsim.scenario.load import changed_scenario, load_scenario, overrides_of
from coopsim.scenario.plan import ChoiceEntry, Population, Switches
from coopsim.scenario.refusals import SeveralRefused, UnknownKey
from coopsim.scenario.schema import Scenario
from coopsim.scenario.shipped import shipped_file, shipped_folder, shipped_names

__all__ = [
    "LEVER_NAMES",
    "ChoiceEntry",
    "Difference",
    "Knob",
    "Levers",
    "Population",
    "Scenario",
    "SeveralRefused",
    "Switches",
    "UnknownKey",
    "changed_scenario",
    "date_of",
    "differences",
    "knob",
    "knobs",
    "load_scenario",
    "overrides_of",
    "quarter_number",
    "root_scenario",
    "scenario_schema",
    "shipped_file",
    "shipped_folder",
    "shipped_names",
]
