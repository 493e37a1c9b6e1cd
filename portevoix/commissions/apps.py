"""The room's configuration: works in progress, declared by the rooms above, are found when it is ready."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CommissionsConfig(AppConfig):
    name = "portevoix.commissions"

    def ready(self):
        autodiscover_modules("works")
