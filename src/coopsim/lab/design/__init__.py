"""Designs: which values of the factors are run."""

from coopsim.lab.design.points import Point, points_of

__all__ = ["Point", "points_of"]
