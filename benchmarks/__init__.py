"""What the budgets are held against: generated exports, measured imports, exports and pages."""
