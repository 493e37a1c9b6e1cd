"""Floor 4. The common form of what was heard: source, passage, excerpt."""
