"""What a site may publish of a collection: which records it holds back, and the collection without them."""
