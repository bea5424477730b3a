"""Mutation testing: the tests of the generated package must fail when one expression of it is changed."""
