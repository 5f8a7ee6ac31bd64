"""Policy: instruments that act through levers, transfers and purchases only."""
