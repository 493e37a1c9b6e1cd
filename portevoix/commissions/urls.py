"""Addresses of the commission and its meetings."""

from django.urls import path

from portevoix.commissions.views import meetings, seats

app_name = "commissions"
urlpatterns = [
    path("commission/", seats.home, name="home"),
    path("commission/<slug:slug>/", seats.home, name="commission"),
    path("seances/", meetings.meetings, name="meetings"),
    path("seances/convoquer/", meetings.convene, name="convene"),
    path("seances/<int:pk>/", meetings.meeting, name="meeting"),
    path("seances/<int:pk>/ouvrir/", meetings.open_meeting, name="open_meeting"),
]
