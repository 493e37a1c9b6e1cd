"""Addresses of what concerns the person who is signed in, and of the links that stop notices."""

from django.urls import path

from portevoix.notices import views

app_name = "notices"
urlpatterns = [
    path("moi/", views.expected, name="expected"),
    path("moi/avis/", views.index, name="index"),
    path("moi/avis/reglages/", views.deliveries, name="deliveries"),
    path("avis/arreter/<str:token>/", views.stop, name="stop"),
]
