"""Queries in processes of their own, which can be stopped, over copies of the store that nobody writes to."""
