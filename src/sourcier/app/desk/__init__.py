"""The desk: a web application on the reader's own machine, where people decide."""
