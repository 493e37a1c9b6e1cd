"""Lists of names in the order that a reader expects: accents, case and hyphens set aside, the same on every database."""

from django.db import models

from portevoix.people.names import folded


class SortKey(models.CharField):
    """What its row is listed by: its `name`, folded, written each time the row is saved.

    It is compared byte by byte, on PostgreSQL too, whatever the language of the database.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": 200, "default": "", "editable": False, **kwargs})

    def db_parameters(self, connection):
        collation = "C" if connection.vendor == "postgresql" else None
        return {**super().db_parameters(connection), "collation": collation}

    def pre_save(self, model_instance, add):
        key = folded(model_instance.name)[: self.max_length]
        setattr(model_instance, self.attname, key)
        return key


class Listed(models.Model):
    """A row with a `name`, listed by it. A name changes by `save` alone: its key, which says it too, goes with it."""

    sorted_as = SortKey()

    class Meta:
        abstract = True
        ordering = ("sorted_as", "pk")

    def save(self, *args, update_fields=None, **kwargs):
        if update_fields is not None and "name" in update_fields:
            update_fields = {*update_fields, "sorted_as"}
        super().save(*args, update_fields=update_fields, **kwargs)
