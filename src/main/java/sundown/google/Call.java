package sundown.google;

/** The kinds of call. The same answer may mean something else for another kind. */
enum Call {
    /** Exchanges an authorization code for tokens. */
    EXCHANGE,
    /** Exchanges a refresh token for an access token. */
    REFRESH,
    /** Gives a refresh token back. */
    REVOKE,
    /** Asks Drive for account and storage. */
    ABOUT,
    /** Sends all bytes of an item in one request. */
    UPLOAD,
    /** Opens an upload in chunks. */
    START,
    /** Sends a chunk. */
    CHUNK,
    /** Asks how much of an upload in chunks has arrived. */
    QUERY,
    /** Creates a batch, as a whole. */
    CREATE,
    /** Creates one item of a batch. */
    ELEMENT
}
