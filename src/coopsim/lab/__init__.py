"""The lab: one run or many, kept as records, compared."""
