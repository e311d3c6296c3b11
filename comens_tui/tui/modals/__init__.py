"""Windows at the bottom of the screen: they ask, and give back an answer; they never write."""
