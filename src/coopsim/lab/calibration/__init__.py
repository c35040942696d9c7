"""Calibration: which values of the parameters the evidence does not rule out (history matching)."""
