"""A session that somebody leads: its model, its tables and its papers."""
