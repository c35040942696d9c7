"""What is done to associations: one file a lever; zero strength changes nothing."""
