package sundown.purge;

/** What a bucket may keep under a key. */
public enum EntryKind {
    /** A version of an object, current or not. */
    VERSION,
    /** A delete marker: it hides the versions below it and keeps nothing itself. */
    MARKER,
    /** A multipart upload that was begun and not ended; its parts show in no listing of objects. */
    UPLOAD
}
