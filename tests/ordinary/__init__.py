"""The parts of the naive twin of the whole model (see `tests/plain.py`)."""
