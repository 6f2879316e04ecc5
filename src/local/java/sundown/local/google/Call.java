package sundown.local.google;

/** The kinds of calls that are counted and that a fault can strike. */
public enum Call {
    AUTHORIZE,
    TOKEN,
    REVOKE,
    ABOUT,
    /** A raw upload, whole in one request. */
    UPLOAD,
    /** The start of a resumable upload. */
    UPLOAD_START,
    /** Bytes of a resumable upload, its last ones too. */
    UPLOAD_CHUNK,
    UPLOAD_QUERY,
    BATCH_CREATE,
    /** One element of a batch; not a request, so never counted as one. */
    ELEMENT;

    /** True for the calls that count against the Library API's quota. */
    public boolean ofLibrary() {
        return ofUploadServer() || writes();
    }

    /** True for the calls of which Google lets one user run one at a time. */
    public boolean writes() {
        return this == BATCH_CREATE;
    }

    /** True for the calls that the upload server answers. */
    public boolean ofUploadServer() {
        return switch (this) {
            case UPLOAD, UPLOAD_START, UPLOAD_CHUNK, UPLOAD_QUERY -> true;
            case AUTHORIZE, TOKEN, REVOKE, ABOUT, BATCH_CREATE, ELEMENT -> false;
        };
    }
}
