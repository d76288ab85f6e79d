"""The in-app centre of messages, and the mail that could not be delivered."""
