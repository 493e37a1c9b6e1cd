"""Floor 10. The public pages, and the demo."""
