"""One process for everything: a thread beside the pages does the queued tasks, and each hour the chores of the day.

Where several processes serve the pages, `manage.py db_worker` and a timer on `manage.py daily` do it instead
(PORTEVOIX_WORKER=0).
"""

import logging
import threading
import time

from django.db import close_old_connections
from django.utils import timezone

logger = logging.getLogger(__name__)
PAUSE, HOUR = 5, 3600


def do_what_waits() -> None:
    """Run the tasks that are queued, until none is left."""
    from django_tasks_db.management.commands.db_worker import Worker

    Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="beside-the-pages",
        excluded_queue_names=[],
    ).run()


def _work(stop: threading.Event) -> None:
    from portevoix.notices.daily import do_chores

    chores_at = time.monotonic()
    while not stop.wait(PAUSE):
        try:
            if time.monotonic() >= chores_at:
                chores_at = time.monotonic() + HOUR
                do_chores(timezone.now())
            do_what_waits()
        except Exception:
            logger.exception("A task failed; the next ones go on.")
        finally:
            close_old_connections()


def start() -> threading.Event:
    """Start the thread; setting the event it returns stops it."""
    stop = threading.Event()
    threading.Thread(target=_work, args=(stop,), name="portevoix-worker", daemon=True).start()
    return stop
