"""What a document is made of: its head and metadata, its title, the ladder of its numbering, its sections."""
