"""How accounts come to be: by the secretariat, never by oneself."""

from allauth.account.adapter import DefaultAccountAdapter


class ClosedSignup(DefaultAccountAdapter):
    """An account belongs to a member, an expert or an agent whom the secretariat has entered."""

    def is_open_for_signup(self, request):
        return False
