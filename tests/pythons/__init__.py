"""Tests of generated packages in later versions of Python, which are built for WebAssembly."""
