"""The home page, the commissions, signing in for the demo, the journal."""

from django.urls import path

from portevoix.site import views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("commission/", views.commission_home, name="commission_home"),
    path("commission/<slug:slug>/", views.commission, name="commission"),
    path("commission/<slug:slug>/membres/", views.members, name="members"),
    path("commission/<slug:slug>/agenda.ics", views.calendar, name="calendar"),
    path("essayer/", views.try_as, name="try"),
    path("registre/", views.journal, name="journal"),
    path("registre.jsonl", views.journal_export, name="journal_export"),
    path("a-propos/", views.about, name="about"),
]
