"""``tables.xlsx`` of a result: eight sheets that people sort, chart and paste; no cell holds a formula."""
