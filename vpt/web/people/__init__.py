"""The people of the organisation: who they are here, what they may, and who says yes to it."""
