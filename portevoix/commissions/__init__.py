"""Floor 3. Commissions, sub-commissions, who sits in them, and their meetings."""
