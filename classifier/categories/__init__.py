"""What a marketplace's category says of the goods in it."""
