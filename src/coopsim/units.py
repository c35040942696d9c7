"""The few numbers that are true by the calendar or by mathematics."""

QUARTERS_PER_YEAR = 4
MONTHS_PER_QUARTER = 3
EULER_GAMMA = 0.5772156649015329
"""Mean of a standard Gumbel draw."""

SMALLEST_SIZE = 0.5
"""FTE: the least size that enters a logarithm, a power or a quotient (model.md §1)."""
