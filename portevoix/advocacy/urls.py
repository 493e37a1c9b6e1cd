"""Addresses of what was carried, answered and followed."""

from django.urls import path

from portevoix.advocacy import views

app_name = "advocacy"
urlpatterns = [
    path("", views.board, name="board"),
    path("<int:pk>/", views.item, name="item"),
    path("envois/", views.sendings, name="sendings"),
    path("envois/<int:pk>/", views.sending, name="sending"),
    path("destinataires/<int:pk>/", views.addressee, name="addressee"),
    path("porter/<slug:address>/", views.carry, name="carry"),
    path("repondre/<str:token>/", views.reply, name="reply"),
]
