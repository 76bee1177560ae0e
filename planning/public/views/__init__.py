"""Pages without login."""
