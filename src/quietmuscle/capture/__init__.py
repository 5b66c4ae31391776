"""From the outside to the model: readers of files that other programs write."""
