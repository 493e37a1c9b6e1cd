"""Floor 8. Carrying a text to those it is addressed to, and following what they did (R70 to R74)."""
