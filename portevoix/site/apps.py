"""The app of the public pages and of accounts."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "portevoix.site"

    def ready(self):
        from portevoix.site.accounts import receivers  # noqa: F401
