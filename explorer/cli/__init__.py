"""Commands over `explorer.api`."""
