"""How the local copy and the service agree: plan (pure), pull, engine, progress. Async; knows no window."""
