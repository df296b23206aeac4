"""Talkspirit: posts to a group or a person by its incoming webhooks (talkspirit.github.io, "Incoming Webhooks")."""
