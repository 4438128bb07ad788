"""Ilio: a chat assistant for people with hip-flexor and back pain."""
