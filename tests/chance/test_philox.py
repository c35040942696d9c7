"""Philox against NumPy's, on any counter and key."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from coopsim.chance import luck_of, philox
from coopsim.chance.draws import words

WORD = st.integers(0, 2**64 - 1)


def numpys(counter, key):
    """NumPy adds one to its counter before the first block: start one below."""
    before = (sum(word << (64 * place) for place, word in enumerate(counter)) - 1) % 2**256
    start = [(before >> (64 * place)) % 2**64 for place in range(4)]
    bits = np.random.Philox(counter=np.array(start, np.uint64), key=np.array(key, np.uint64))
    return bits.random_raw(4).tolist()


@settings(max_examples=200, deadline=None)
@given(st.tuples(WORD, WORD, WORD, WORD), st.tuples(WORD, WORD))
def test_words_are_those_of_numpy(counter, key):
    ours = philox(*(np.uint64(word) for word in (*counter, *key)))
    assert [int(word) for word in ours] == numpys(counter, key)


def test_address_is_packed_as_documented():
    who, whom, stream, quarter, index = 12, 7, 70, 33, 2
    ours = words(luck_of(5, 9), stream, quarter, who, whom, index)
    assert [int(word) for word in ours] == numpys((who, whom, stream << 32 | quarter, index), (5, 9))
