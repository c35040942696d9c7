"""Philox 4×64-10, the counter-based generator: a pure function of its address."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim._compile import compiled, high_word, low_word, wrapped_sum

MULTIPLIER_0 = np.uint64(0xD2E7470EE14C6C93)
MULTIPLIER_1 = np.uint64(0xCA5A826395121157)
WEYL_0 = np.uint64(0x9E3779B97F4A7C15)
WEYL_1 = np.uint64(0xBB67AE8584CAA73B)
ROUNDS = 10


@compiled
def philox(counter_0: Any, counter_1: Any, counter_2: Any, counter_3: Any, key_0: Any, key_1: Any) -> Any:
    """Four 64-bit words for one counter and key.

    The words are those of ``numpy.random.Philox``, which adds one to its
    counter before its first block.

    Parameters
    ----------
    counter_0, counter_1, counter_2, counter_3 : uint64, the address
    key_0, key_1 : uint64, seed and replicate

    Returns
    -------
    tuple of four uint64

    Sources
    -------
    [Salmon2011]_, algorithm Philox with 4 words of 64 bits and 10 rounds.

    Examples
    --------
    >>> import numpy as np
    >>> zero = np.uint64(0)
    >>> ours = philox(np.uint64(1), zero, zero, zero, np.uint64(7), zero)
    >>> [int(word) for word in ours] == np.random.Philox(key=[7, 0]).random_raw(4).tolist()
    True
    """
    for _ in range(ROUNDS):
        high_0, low_0 = high_word(MULTIPLIER_0, counter_0), low_word(MULTIPLIER_0, counter_0)
        high_1, low_1 = high_word(MULTIPLIER_1, counter_2), low_word(MULTIPLIER_1, counter_2)
        counter_0, counter_1, counter_2, counter_3 = (
            high_1 ^ counter_1 ^ key_0,
            low_1,
            high_0 ^ counter_3 ^ key_1,
            low_0,
        )
        key_0, key_1 = wrapped_sum(key_0, WEYL_0), wrapped_sum(key_1, WEYL_1)
    return counter_0, counter_1, counter_2, counter_3
