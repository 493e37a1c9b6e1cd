"""Floor 5. Votes, whatever they are about (R41 to R52)."""
