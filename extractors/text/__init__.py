"""A `Source` (lines, cells, tables) to one `Reading`: the normalised text that every span indexes."""
