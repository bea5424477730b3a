"""Views: the intermediate representation in Python's terms, ready for the templates."""
