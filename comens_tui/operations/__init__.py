"""One act a function, one commit an act. Both faces write through these and nothing lower."""
