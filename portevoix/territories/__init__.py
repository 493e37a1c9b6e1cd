"""Floor 1. The official register: communes, intercommunalités, départements, régions, overseas."""
