"""The Textual app. Workers do all git and disk work and post messages; handlers own state."""
