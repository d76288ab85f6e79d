"""What partners are asked and what they answer, by link, account, desk page or telephone."""
