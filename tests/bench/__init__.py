"""Speed and memory of specpress and its rivals in one run: `make bench` writes docs/benchmarks.md."""
