"""Floor 2. Accounts, persons, associations, bodies."""
