"""Assessing a case: the matrix, the VPT test, offences that may fit, the inspectorate."""
