"""Measurements that compare with a floor or a peer in the same run, and print ratios."""
