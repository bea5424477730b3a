"""Tests of writing the output."""
