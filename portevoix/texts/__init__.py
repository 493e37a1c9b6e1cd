"""Floor 6. Drafts, versions, amendments, opinions, examination."""
