"""What police, prosecution, court and mayor did, and what it means for the victim."""
