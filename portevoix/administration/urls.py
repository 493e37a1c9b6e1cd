"""Addresses of the administration."""

from django.urls import path, re_path

from portevoix.administration.views import commissions, importing, lists, people, seats

app_name = "administration"
urlpatterns = [
    path("", commissions.home, name="home"),
    path("commissions/nouvelle/", commissions.new, name="new_commission"),
    path("commissions/<slug:slug>/", commissions.commission, name="commission"),
    path("commissions/<slug:slug>/clore/", commissions.close, name="close"),
    path("commissions/<slug:slug>/sieges/", seats.seats, name="seats"),
    path("commissions/<slug:slug>/sieges/nouveau/", seats.new_seat, name="new_seat"),
    path("commissions/<slug:slug>/roles/nouveau/", seats.new_mandate, name="new_mandate"),
    path("commissions/<slug:slug>/importer/", importing.members, name="import"),
    path("sieges/<int:pk>/", seats.seat, name="seat"),
    path("roles/<int:pk>/", seats.mandate, name="mandate"),
    re_path(r"^membres\.(?P<kind>csv|xlsx)$", importing.model, name="model"),
    path("personnes/", people.people, name="people"),
    path("personnes/nouvelle/", people.new_person, name="new_person"),
    path("personnes/<int:pk>/", people.person, name="person"),
    path("personnes/<int:pk>/compte/", people.account, name="account"),
    path("comptes/", people.accounts, name="accounts"),
    path("associations/", lists.associations, name="associations"),
    path("associations/nouvelle/", lists.new_association, name="new_association"),
    path("associations/<int:pk>/", lists.association, name="association"),
    path("organismes/", lists.bodies, name="bodies"),
    path("organismes/nouveau/", lists.new_body, name="new_body"),
    path("organismes/<int:pk>/", lists.body, name="body"),
]
