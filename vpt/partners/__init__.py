"""Chain partners and the one place that decides what each of them may see."""
