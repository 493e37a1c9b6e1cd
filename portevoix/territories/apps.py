"""Where the rooms above say what territories contributed."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class TerritoriesConfig(AppConfig):
    name = "portevoix.territories"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Each room that has contributions to show registers them in its own `contributions.py`.
        autodiscover_modules("contributions")
