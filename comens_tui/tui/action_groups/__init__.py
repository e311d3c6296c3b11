"""The actions of the app, one place where they are offered a file."""
