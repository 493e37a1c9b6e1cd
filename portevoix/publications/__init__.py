"""Floor 7. Printing: an adopted version becomes a page and a PDF, at an address that lasts."""
