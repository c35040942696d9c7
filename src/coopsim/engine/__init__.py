"""How a quarter passes: founding, sweeps, the one list, history; the Mesa face."""
