"""Reports: a store told on one page, and the life of one association told line by line."""
