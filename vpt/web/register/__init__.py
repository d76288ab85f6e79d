"""Looking for a perpetrator in other cases of the own employer, with two people."""
