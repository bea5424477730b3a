"""Cases of `specpress diff`: each verdict is proved by programs that are checked and run."""
