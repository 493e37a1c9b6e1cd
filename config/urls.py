"""Addresses: in French, as people read them aloud."""

from django.urls import include, path

urlpatterns = [
    path("", include("portevoix.site.urls")),
    path("", include("portevoix.commissions.urls")),
    path("", include("portevoix.notices.urls")),
    path("", include("portevoix.people.rights.urls")),
    path("territoires/", include("portevoix.territories.urls")),
    path("auditions/", include("portevoix.hearings.urls")),
    path("extraits/", include("portevoix.evidence.urls")),
    path("textes/", include("portevoix.texts.urls")),
    path("publications/", include("portevoix.publications.urls")),
    path("suites/", include("portevoix.advocacy.urls")),
    path("fil/", include("portevoix.thread.urls")),
    path("administration/", include("portevoix.administration.urls")),
    path("compte/", include("portevoix.site.accounts.urls")),
    path("langue/", include("django.conf.urls.i18n")),
]

handler403 = "portevoix.site.views.forbidden"
handler404 = "portevoix.site.views.not_found"
handler500 = "portevoix.site.views.server_error"
