"""Floor 9. From a sentence back to a voice, and on to an answer."""
