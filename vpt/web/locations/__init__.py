"""The places where people work, and the sheets with their QR codes."""
