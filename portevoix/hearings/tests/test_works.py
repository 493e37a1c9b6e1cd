"""Hearings offered to an agenda: those to come."""

from datetime import timedelta

from django.utils import timezone

from portevoix.hearings.works import hearings_to_come


def test_a_hearing_is_offered_until_it_is_held(commission, hearing, django_assert_num_queries):
    assert list(hearings_to_come(commission)) == []
    hearing.starts_at = timezone.now() + timedelta(days=1)
    hearing.save()
    with django_assert_num_queries(1):
        works = list(hearings_to_come(commission))
    assert [(work.kind, work.about, work.title) for work in works] == [
        ("hearing", f"hearing:{hearing.slug}", hearing.title)
    ]
