"""`comens status`: what waits for me, the next meeting, the state of the gate."""
