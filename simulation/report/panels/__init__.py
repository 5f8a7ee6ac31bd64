"""Pictures of many small panels: groups, kinds, flows of people, and the complex year by year."""
