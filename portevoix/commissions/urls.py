"""Addresses of the commission and its meetings."""

from django.urls import path

from portevoix.commissions import views

app_name = "commissions"
urlpatterns = [
    path("commission/", views.home, name="home"),
    path("commission/<slug:slug>/", views.home, name="commission"),
    path("seances/", views.meetings, name="meetings"),
    path("seances/convoquer/", views.convene, name="convene"),
    path("seances/<int:pk>/", views.meeting, name="meeting"),
    path("seances/<int:pk>/ouvrir/", views.open_meeting, name="open_meeting"),
]
