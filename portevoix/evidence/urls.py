"""Addresses of excerpts."""

from django.urls import path

from portevoix.evidence import views

app_name = "evidence"
urlpatterns = [
    path("", views.index, name="index"),
    path("citer/<int:pk>/", views.cite, name="cite"),
    path("<str:reference>/", views.excerpt, name="excerpt"),
]
