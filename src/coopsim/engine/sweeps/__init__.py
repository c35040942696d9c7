"""The compiled loops that carry the rules over the records; no sociological number stands here."""
