"""Order without comparisons is the order of comparisons, ties included."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from coopsim.measures.ascending import ascending

SIZES = st.lists(st.sampled_from([0.0, 0.2, 0.8, 1.0]) | st.floats(0.0, 1e300), max_size=40)


@settings(deadline=None)
@given(SIZES)
def test_it_is_the_stable_order(values: list[float]) -> None:
    array = np.array(values, dtype=np.float64) + 0.0
    assert ascending(array).tolist() == np.argsort(array, kind="stable").tolist()
