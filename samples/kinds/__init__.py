"""Writers of the kinds of document that make-samples packs; standard library only."""
