"""Invitations: how someone comes to have an account, by a link that serves once."""
