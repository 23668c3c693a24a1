"""What leads to a page, told before it goes: each room registers the links that it knows of."""
