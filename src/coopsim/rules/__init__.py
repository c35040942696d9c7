"""What associations do: one file a mechanism, one sentence a rule."""
