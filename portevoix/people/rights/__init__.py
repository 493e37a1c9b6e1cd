"""People's rights over their data: see, export, correct, erase; what each accepted; what is forgotten in time."""
