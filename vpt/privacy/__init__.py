"""What personal data is kept, in which column, and how it is protected."""
