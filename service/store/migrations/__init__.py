"""How the tables came to be, one script a revision; run by `service.store.migration`, refuses models of their own."""
