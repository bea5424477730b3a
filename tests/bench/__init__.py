"""Speed and memory beside the rivals, in one run: `make bench` prints ratios and writes docs/benchmarks.md."""
