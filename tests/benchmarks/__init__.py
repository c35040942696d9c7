"""The benchmarks, small: they fail on wrong results, never on time."""
