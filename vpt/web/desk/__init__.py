"""The page behind the code on a cover sheet: it takes an answer and shows nothing of the case."""
