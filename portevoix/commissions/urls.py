"""Addresses of who sits in the commissions, and of their meetings."""

from django.urls import path

from portevoix.commissions.views import composition
from portevoix.commissions.views.meetings import attending, convening, papers, preparing, reading, recording

app_name = "commissions"
_one = "seances/<int:pk>/"
urlpatterns = [
    path("commission/<slug:slug>/composition/", composition.composition, name="composition"),
    path("commission/<slug:slug>/popolo.json", composition.popolo, name="popolo"),
    path("personnes/<int:pk>/", composition.person, name="person"),
    path("associations/", composition.associations, name="associations"),
    path("commission/<slug:slug>/seances.ics", reading.public_calendar, name="calendar"),
    path("commission/<slug:slug>/agenda/", reading.subscribe, name="subscribe"),
    path("commission/<slug:slug>/regles-de-seance/", reading.rules, name="rules"),
    path("agenda/<str:token>/seances.ics", reading.personal_calendar, name="personal_calendar"),
    path("seances/", reading.meetings, name="meetings"),
    path("seances/convoquer/", preparing.new, name="convene"),
    path("seances/repondre/<str:link>/", attending.reply, name="reply"),
    path("seances/documents/<int:pk>/", reading.document, name="document"),
    path(_one, reading.meeting, name="meeting"),
    path(f"{_one}direct/", reading.live, name="live"),
    path(f"{_one}ouvrir/", reading.open_meeting, name="open_meeting"),
    path(f"{_one}preparer/", preparing.prepare, name="prepare"),
    path(f"{_one}preparer/<int:item>/", preparing.item, name="edit_item"),
    path(f"{_one}modifier/", preparing.change, name="change"),
    path(f"{_one}annuler/", preparing.cancel, name="cancel"),
    path(f"{_one}convoquer/", convening.recap, name="recap"),
    path(f"{_one}seconde-convocation/", convening.again, name="again"),
    path(f"{_one}convocations/", convening.letters, name="letters"),
    path(f"{_one}convocations/<int:letter>/", convening.letter, name="letter"),
    path(f"{_one}lettres/", papers.papers, name="papers"),
    path(f"{_one}lettres.pdf", papers.letters_pdf, name="letters_pdf"),
    path(f"{_one}procurations/", convening.proxies, name="proxies"),
    path(f"{_one}ma-reponse/", attending.mine, name="mine"),
    path(f"{_one}appel/", attending.roll, name="roll"),
    path(f"{_one}code/", attending.code, name="code"),
    path(f"{_one}salle/", attending.room, name="room"),
    path(f"{_one}points/<int:item>/", attending.item, name="item"),
    path(f"{_one}releve/", recording.read, name="minutes"),
    path(f"{_one}releve/rediger/", recording.draft, name="draft_minutes"),
    path(f"{_one}releve/<int:part>/", recording.write, name="write_part"),
    path(f"{_one}releve.md", recording.markdown, name="minutes_markdown"),
]
