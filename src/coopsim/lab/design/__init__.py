"""Designs: which values of the factors are run."""

from coopsim.lab.design.points import Point, points_of
from coopsim.lab.design.tables import design_of
from coopsim.lab.design.trial import refuse_bad_points

__all__ = ["Point", "design_of", "points_of", "refuse_bad_points"]
