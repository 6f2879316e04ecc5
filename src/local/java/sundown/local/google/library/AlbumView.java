package sundown.local.google.library;

/** What a caller sees of an album. */
record AlbumView(String id, String title, int items) {}
