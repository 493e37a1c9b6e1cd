"""Addresses of threads: they last as long as the publication's own."""

from django.urls import path

from portevoix.thread import views

app_name = "thread"
urlpatterns = [
    path("<slug:address>/dossier.zip", views.download, name="dossier"),
    path("<slug:address>/<str:unit_key>/", views.sentence, name="sentence"),
]
