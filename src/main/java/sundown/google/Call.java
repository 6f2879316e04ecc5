package sundown.google;

/** The kinds of call whose answers differ in meaning. */
enum Call {
    /** An authorization code for tokens. */
    EXCHANGE,
    /** A refresh token for an access token. */
    REFRESH,
    /** Drive's account and storage. */
    ABOUT,
    /** All bytes of an item in one request. */
    UPLOAD,
    /** The opening of an upload in chunks. */
    START,
    /** A chunk. */
    CHUNK,
    /** How much of an upload in chunks has arrived. */
    QUERY,
    /** The creation of a batch, as a whole. */
    CREATE,
    /** One item of a batch. */
    ELEMENT
}
