"""Guarding evidence: its sources, by when they must be kept, and asking a holder to keep one."""
