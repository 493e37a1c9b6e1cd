"""Floor 5. Hearings and written contributions: one way to listen (R30 to R34)."""
