"""Who does it (责任分工): the grammar of statements, the places where they stand, the tasks that they close."""
