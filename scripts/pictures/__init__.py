"""Draws the pictures of bot/content/pictures."""
