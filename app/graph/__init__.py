"""The graph: linked extractions become checked quads, and quads become a store."""
