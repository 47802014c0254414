"""README's commands, run for real: what they print is what README shows."""
