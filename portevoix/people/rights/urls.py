"""Addresses of one's own data, of those one answers for, and of the page that tells everyone what is kept."""

from django.urls import path

from portevoix.people.rights import views

app_name = "rights"
_other = "donnees-personnelles/personnes/<int:pk>/"
urlpatterns = [
    path("donnees-personnelles/", views.public, name="public"),
    path("donnees-personnelles/personnes/", views.persons, name="persons"),
    path("moi/donnees/", views.data, name="mine"),
    path("moi/donnees/mes-donnees.zip", views.export, name="export_mine"),
    path("moi/donnees/corriger/", views.correct, name="correct_mine"),
    path("moi/donnees/accords/", views.agreements, name="agreements"),
    path("moi/donnees/effacer/", views.erase, name="erase_mine"),
    path("moi/donnees/<str:kind>/", views.rows, name="rows_mine"),
    path(_other, views.data, name="data"),
    path(f"{_other}donnees.zip", views.export, name="export"),
    path(f"{_other}corriger/", views.correct, name="correct"),
    path(f"{_other}effacer/", views.erase, name="erase"),
    path(f"{_other}<str:kind>/", views.rows, name="rows"),
]
