"""Chain partners: the organisations an employer works with, its contacts there, their accounts."""
