"""The post register, and the own post of everybody."""
