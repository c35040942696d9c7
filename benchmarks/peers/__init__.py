"""Two published models, each in the idiom of its peers and in coopsim's way: `python -m benchmarks.peers`."""
