"""Validation: what runs show beside what the evidence says, on luck that no calibration saw."""
