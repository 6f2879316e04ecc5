package sundown.google;

import static sundown.google.GoogleHttp.request;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import sundown.digest.Sha1;
import sundown.google.GoogleHttp.Outcome;
import sundown.transfer.AccessToken;
import sundown.transfer.PhotoLibrary.Body;
import sundown.transfer.UploadSession;

/**
 * The requests of the Library API's upload protocol. Bytes are read as they are sent, and their length is promised in
 * Content-Length.
 *
 * @see <a href="https://developers.google.com/photos/library/guides/upload-media">Raw uploads</a>
 * @see <a href="https://developers.google.com/photos/library/guides/resumable-uploads">Resumable uploads</a>
 */
final class UploadClient {
    /** The slowest that bytes may go without the call being broken off, as a connection to Google is much faster. */
    private static final long LEAST_BYTES_A_SECOND = 1 << 20;

    private final GoogleHttp http;
    private final URI uploads;
    private final Duration patience;

    /**
     * Makes a client.
     *
     * @param uploads where uploads begin
     * @param patience how long a call without bytes may take; bytes get a second more for each MiB
     */
    UploadClient(GoogleHttp http, URI uploads, Duration patience) {
        this.http = http;
        this.uploads = uploads;
        this.patience = patience;
    }

    /** Sends an item in one request; the answer's body is its token. */
    Outcome upload(AccessToken access, String type, Sha1 digest, Body body) {
        HttpRequest upload = request(uploads, access)
                .header("Content-Type", "application/octet-stream")
                .header("X-Goog-Upload-Content-Type", type)
                .header("X-Goog-Upload-Protocol", "raw")
                .header("X-Goog-Hash", "sha1=" + digest.base64())
                .POST(publisher(body))
                .build();
        return http.call(Call.UPLOAD, upload, patienceFor(body));
    }

    /** Opens an upload in chunks; the answer's headers say where they go. */
    Outcome start(AccessToken access, String type, long bytes) {
        HttpRequest start = request(uploads, access)
                .header("X-Goog-Upload-Command", "start")
                .header("X-Goog-Upload-Protocol", "resumable")
                .header("X-Goog-Upload-Content-Type", type)
                .header("X-Goog-Upload-Raw-Size", Long.toString(bytes))
                .POST(BodyPublishers.noBody())
                .build();
        return http.call(Call.START, start, patience);
    }

    /** Sends a chunk; the answer's body to the last one is the token. */
    Outcome send(AccessToken access, UploadSession session, long offset, boolean last, Body chunk) {
        HttpRequest send = request(session.address(), access)
                .header("X-Goog-Upload-Command", last ? "upload, finalize" : "upload")
                .header("X-Goog-Upload-Offset", Long.toString(offset))
                .POST(publisher(chunk))
                .build();
        return http.call(Call.CHUNK, send, patienceFor(chunk));
    }

    /** Asks how much has arrived; the answer's headers say it. */
    Outcome query(AccessToken access, UploadSession session) {
        HttpRequest query = request(session.address(), access)
                .header("X-Goog-Upload-Command", "query")
                .POST(BodyPublishers.noBody())
                .build();
        return http.call(Call.QUERY, query, patience);
    }

    private Duration patienceFor(Body body) {
        return patience.plusSeconds(body.bytes() / LEAST_BYTES_A_SECOND);
    }

    /** A publisher of a known length is what makes the client send Content-Length instead of chunks. */
    private static BodyPublisher publisher(Body body) {
        return body.bytes() == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> new Portion(body)), body.bytes());
    }
}
