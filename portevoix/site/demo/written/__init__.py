"""What is written in the demo, one file for each thing told. `[2026-06-03]` in words is that day of the story, as it
falls for who builds the demo."""
