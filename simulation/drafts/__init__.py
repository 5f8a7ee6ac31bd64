"""Files a planner starts from: a scenario, a spreadsheet of budget items, the data folder of a complex."""
