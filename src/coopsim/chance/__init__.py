"""Luck as an argument: every draw is addressed, none depends on another."""

from coopsim.chance.draws import Luck, gumbel, luck_of, normal, poisson, uniform
from coopsim.chance.philox import philox

__all__ = ["Luck", "gumbel", "luck_of", "normal", "philox", "poisson", "uniform"]
