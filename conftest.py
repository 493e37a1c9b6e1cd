"""Properties are tried on the same examples at every run, so that what passes here passes elsewhere.

`make explore` tries them on new ones.
"""

from hypothesis import settings

settings.register_profile("repeat", derandomize=True)
settings.register_profile("explore", print_blob=True)
settings.load_profile("repeat")
