"""Outcomes: labelled results, what the office would have measured, targets and impact."""
