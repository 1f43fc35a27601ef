"""The collection as data for others: JSON, CSV, CSL and the standards of the field."""
