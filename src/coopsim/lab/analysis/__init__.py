"""What is concluded from many runs, and how sure it is."""
