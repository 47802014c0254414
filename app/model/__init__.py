"""The types that flow between the stages; nothing here imports a third-party library."""
