"""Setting an empty installation up, step by step, until the first report can be made."""
