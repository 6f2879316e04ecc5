package sundown.local.google.library;

/** One element of a request to create media items; {@code fileName} and {@code description} may be empty. */
record NewItem(String uploadToken, String fileName, String description) {}
