"""What we ask of a sector: one file a concept, read-only sentences about the whole state."""
