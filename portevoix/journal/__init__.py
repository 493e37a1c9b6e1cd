"""Floor 1. The append-only record: every act ends here (R100, R101)."""
