"""The population room: who is there at the founding, known or drawn."""

from coopsim.population.directory import import_cnsa
from coopsim.population.found import found_population
from coopsim.population.founders import Founders
from coopsim.population.naming import name_of

__all__ = ["Founders", "found_population", "import_cnsa", "name_of"]
