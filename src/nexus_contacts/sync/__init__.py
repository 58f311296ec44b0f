"""How the local copy and the service agree: plan and rebase (pure), pull, push, engine, progress. Async, no window."""
