"""Addresses of who sits in the commissions, and of their meetings."""

from django.urls import path

from portevoix.commissions.views import composition, meeting

app_name = "commissions"
urlpatterns = [
    path("commission/<slug:slug>/composition/", composition.composition, name="composition"),
    path("commission/<slug:slug>/popolo.json", composition.popolo, name="popolo"),
    path("personnes/<int:pk>/", composition.person, name="person"),
    path("associations/", composition.associations, name="associations"),
    path("seances/", meeting.meetings, name="meetings"),
    path("seances/convoquer/", meeting.convene, name="convene"),
    path("seances/<int:pk>/", meeting.meeting, name="meeting"),
    path("seances/<int:pk>/ouvrir/", meeting.open_meeting, name="open_meeting"),
]
