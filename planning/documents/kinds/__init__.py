"""One module per printed document: a frozen view of what goes on paper, free of tables and queries."""
