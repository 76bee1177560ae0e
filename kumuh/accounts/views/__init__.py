"""Pages about people, offices and typed work."""
