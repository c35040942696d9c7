"""Who runs: processes of this machine, or of others."""
