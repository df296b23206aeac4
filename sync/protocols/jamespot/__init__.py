"""Jamespot: the wall with its spots, articles and comments, by the front interface (npm jamespot-user-api 1.3.135)."""
