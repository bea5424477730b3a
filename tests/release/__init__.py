"""The versions of a package: numbers, changelog, deprecated names."""
