"""Addresses of hearings, their records, and written contributions."""

from django.urls import path

from portevoix.hearings.views import agenda, contributions, correcting, heard, record

app_name = "hearings"
urlpatterns = [
    path("", agenda.index, name="index"),
    path("ouvrir/", agenda.new, name="new"),
    path("contributions/", contributions.index, name="contributions"),
    path("contributions/ajouter/", contributions.add, name="contribute"),
    path("contributions/<int:pk>/", contributions.contribution, name="contribution"),
    path("relire/<str:token>/", correcting.correct_by_link, name="correct_by_link"),
    path("<slug:slug>/", agenda.hearing, name="hearing"),
    path("<slug:slug>/personnes/inscrire/", heard.invite, name="invite"),
    path("<slug:slug>/personnes/<int:pk>/", heard.consents, name="consents"),
    path("<slug:slug>/personnes/<int:pk>/retirer/<slug:use>/", heard.withdraw, name="withdraw"),
    path("<slug:slug>/personnes/<int:pk>/corriger/", correcting.correct, name="correct"),
    path("<slug:slug>/compte-rendu/", record.record, name="record"),
    path("<slug:slug>/compte-rendu/importer/", record.upload, name="upload"),
    path("<slug:slug>/compte-rendu/qui-parle/", record.speakers, name="speakers"),
    path("<slug:slug>/compte-rendu/corrections/", correcting.corrections, name="corrections"),
    path("<slug:slug>/contribution/", contributions.add, name="contribute_to"),
]
