"""What a case hangs together with: the tab, its links and the pattern dossier."""
