"""One module an operation: each turns a claim's scope into checked parts, or into nothing."""
