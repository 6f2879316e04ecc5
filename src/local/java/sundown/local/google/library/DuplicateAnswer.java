package sundown.local.google.library;

/** How Google answers for bytes that the account holds already; both have been seen. */
public enum DuplicateAnswer {
    /** Code 6, without the media item. */
    ALREADY_EXISTS,
    /** Success, with the media item that is there, under its first file name. */
    SAME_ITEM
}
