"""What is: the state of a sector as tables of records."""
