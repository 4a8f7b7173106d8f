"""What stands around the text: title, byline, date, dateline, service lines."""
