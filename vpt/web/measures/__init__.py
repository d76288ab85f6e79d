"""Hearing, imposing, serving and reviewing measures; mandates."""
