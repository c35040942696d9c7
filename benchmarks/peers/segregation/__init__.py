"""Segregation: who has too few of their own group around them moves away [Schelling1971].

A square of cells without wrap-around, four fifths of them taken, by two
groups of equal size. One is happy if at least half of the neighbours (eight
cells around; none is too few) are of one's own group. In each step those who
were unhappy at the end of the last one move, in an order drawn anew, each to
an empty cell drawn at random; then everybody looks around. Measured before
the first step and after each: the share of the happy, and the mean share of
neighbours of one's own group. Nobody stops early: once all are happy they go
on looking around.

[Schelling1971] T. C. Schelling, "Dynamic models of segregation",
Journal of Mathematical Sociology 1, 143–186.
"""
