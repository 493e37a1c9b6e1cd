"""The demo: a fictional commission, made through the same acts that people call, so that its threads are whole."""
