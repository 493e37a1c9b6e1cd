"""The ASGI application: one process for pages, files, and what is done later."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_asgi_application()

from django.conf import settings  # noqa: E402 (read once Django is set up)

if settings.WORKER:
    from portevoix.notices import worker

    worker.start()
