"""Floor 1. Templates, components, the one stylesheet; no domain word in it."""
