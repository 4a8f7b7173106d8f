"""French elections, referendums, seats and votes of Parliament."""
