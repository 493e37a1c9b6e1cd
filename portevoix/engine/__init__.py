"""Floor 0: the engine. Pure Python, no Django, no I/O, no clock, no randomness: values in, values out."""
