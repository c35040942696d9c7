"""The workshop: a policy effect that a room sees, doubts, and discusses."""
