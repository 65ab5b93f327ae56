"""Background processes and what they run."""
