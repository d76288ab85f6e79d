"""The first page, the organisation's colours and the statement on accessibility."""
