"""One module per engine: each creates the tables of this folder's README and exports their schema."""
