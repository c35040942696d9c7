"""From runs to rows: the three tables."""
