"""Who is the same person. Empty until the duplicate engine arrives; merges will be outbox entries, not calls."""
