"""By how much (目标): values set to be reached, and the wordless aims beside them."""
