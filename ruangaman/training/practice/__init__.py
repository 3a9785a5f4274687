"""Conversations to practise alone: their tree, a way through it, and what that way showed."""
