package sundown.google;

import static sundown.google.GoogleHttp.request;

import com.google.photos.library.v1.proto.BatchAddMediaItemsToAlbumResponse;
import com.google.photos.types.proto.Album;
import io.grpc.Status.Code;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import sundown.digest.Sha1;
import sundown.google.GoogleHttp.Failure;
import sundown.google.GoogleHttp.Success;
import sundown.google.LibraryCalls.Answered;
import sundown.google.LibraryCalls.Refused;
import sundown.google.Reply.Call;
import sundown.media.MediaType;
import sundown.transfer.Answer;
import sundown.transfer.Answer.AdditionAnswer;
import sundown.transfer.Answer.AlbumAnswer;
import sundown.transfer.Answer.ChunkAnswer;
import sundown.transfer.Answer.CreateAnswer;
import sundown.transfer.Answer.ElementAnswer;
import sundown.transfer.Answer.MediaItemId;
import sundown.transfer.Answer.SessionAnswer;
import sundown.transfer.Answer.UploadAnswer;
import sundown.transfer.Batch;
import sundown.transfer.PhotoLibrary;
import sundown.transfer.PhotoLibrary.AccessToken;
import sundown.transfer.PhotoLibrary.AlbumId;
import sundown.transfer.PhotoLibrary.Body;
import sundown.transfer.PhotoLibrary.UploadSession;
import sundown.transfer.PhotoLibrary.UploadToken;

/**
 * Google Photos, by its Library API: bytes over HTTP, items over gRPC. Bytes are read as they are sent, and
 * Content-Length promises their number.
 *
 * @param uploads where uploads begin
 * @param patience how long a request without bytes may take; bytes get a second more for each MiB
 * @see <a href="https://developers.google.com/photos/library/guides/upload-media">Raw uploads</a>
 * @see <a href="https://developers.google.com/photos/library/guides/resumable-uploads">Resumable uploads</a>
 */
public record GooglePhotoLibrary(
        GoogleHttp http,
        URI uploads,
        Duration patience,
        LibraryCalls calls,
        GoogleAnswers answers,
        AccessTokens tokens,
        Clock clock)
        implements PhotoLibrary {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    /** Google's granularity, if an answer does not name one. */
    private static final long DEFAULT_GRANULARITY_BYTES = 256 << 10;

    /** Slower uploads are cancelled. A connection to Google is much faster. */
    private static final long BYTES_PER_SECOND_MIN = 1 << 20;

    @Override
    public UploadAnswer upload(AccessToken access, MediaType type, Optional<Sha1> digest, Body body) {
        Portion portion = new Portion(body);
        HttpRequest.Builder request = request(uploads, access)
                .header("Content-Type", "application/octet-stream")
                .header("X-Goog-Upload-Content-Type", type.contentType())
                .header("X-Goog-Upload-Protocol", "raw");
        digest.ifPresent(known -> request.header("X-Goog-Hash", "sha1=" + known.base64()));
        HttpRequest upload = request.POST(publisher(portion, body.bytes())).build();
        return switch (http.call(Call.UPLOAD, upload, patienceFor(body))) {
            case Success success when !success.body().isEmpty() -> uploaded(success);
            case Success success -> meaning(access, success.hollow(Call.UPLOAD), UploadAnswer.class);
            case Failure _ when portion.brokenOff() -> new Answer.Retry();
            case Failure failure -> meaning(access, failure.reply(), UploadAnswer.class);
        };
    }

    @Override
    public SessionAnswer open(AccessToken access, MediaType type, long bytes) {
        HttpRequest start = request(uploads, access)
                .header("X-Goog-Upload-Command", "start")
                .header("X-Goog-Upload-Protocol", "resumable")
                .header("X-Goog-Upload-Content-Type", type.contentType())
                .header("X-Goog-Upload-Raw-Size", Long.toString(bytes))
                .POST(BodyPublishers.noBody())
                .build();
        return switch (http.call(Call.START, start, patience)) {
            case Success success
            when !success.header("X-Goog-Upload-URL").isEmpty() -> new Answer.SessionOpened(session(success));
            case Success success -> meaning(access, success.hollow(Call.START), SessionAnswer.class);
            case Failure failure -> meaning(access, failure.reply(), SessionAnswer.class);
        };
    }

    @Override
    public ChunkAnswer send(AccessToken access, UploadSession session, long offset, boolean last, Body chunk) {
        Portion portion = new Portion(chunk);
        HttpRequest send = request(session.address(), access)
                .header("X-Goog-Upload-Command", last ? "upload, finalize" : "upload")
                .header("X-Goog-Upload-Offset", Long.toString(offset))
                .POST(publisher(portion, chunk.bytes()))
                .build();
        return switch (http.call(Call.CHUNK, send, patienceFor(chunk))) {
            case Success success when last && !success.body().isEmpty() -> uploaded(success);
            case Success success when last -> meaning(access, success.hollow(Call.CHUNK), ChunkAnswer.class);
            case Success success ->
                new Answer.Received(
                        number(success, "X-Goog-Upload-Size-Received").orElse(offset + chunk.bytes()));
            case Failure _ when portion.brokenOff() -> new Answer.Retry();
            case Failure failure -> meaning(access, failure.reply(), ChunkAnswer.class);
        };
    }

    @Override
    public ChunkAnswer received(AccessToken access, UploadSession session) {
        HttpRequest query = request(session.address(), access)
                .header("X-Goog-Upload-Command", "query")
                .POST(BodyPublishers.noBody())
                .build();
        return switch (http.call(Call.QUERY, query, patience)) {
            case Success success -> received(access, success);
            case Failure failure -> meaning(access, failure.reply(), ChunkAnswer.class);
        };
    }

    /** An ended upload returns its token again, or has lost it. */
    private ChunkAnswer received(AccessToken access, Success success) {
        if (!success.header("X-Goog-Upload-Status").equalsIgnoreCase("active")) {
            return success.body().isEmpty() ? new Answer.SessionGone() : uploaded(success);
        }
        return number(success, "X-Goog-Upload-Size-Received")
                .<ChunkAnswer>map(Answer.Received::new)
                .orElseGet(() -> meaning(access, success.hollow(Call.QUERY), ChunkAnswer.class));
    }

    @Override
    public CreateAnswer create(AccessToken access, Optional<AlbumId> album, List<NewItem> items) {
        requireBatch(items);
        return switch (calls.create(access, album, items)) {
            case Answered(List<Optional<Reply>> elements) ->
                new Answer.Created(
                        elements.stream().map(reply -> element(access, reply)).toList());
            case Refused(Reply reply) -> refused(access, reply, items.size());
        };
    }

    private static void requireBatch(List<?> items) {
        if (items.isEmpty() || items.size() > Batch.ITEMS_MAX) {
            throw new IllegalArgumentException("a batch has 1 to " + Batch.ITEMS_MAX + " items");
        }
    }

    private ElementAnswer element(AccessToken access, Optional<Reply> reply) {
        return reply.<ElementAnswer>map(given -> meaning(access, given, ElementAnswer.class))
                .orElseGet(Answer.Retry::new);
    }

    /** A refusal for a token does not name the token, so all bytes are sent again. */
    private CreateAnswer refused(AccessToken access, Reply reply, int items) {
        return switch (meaning(access, reply, Answer.class)) {
            case Answer.TokenGone gone -> new Answer.Created(Collections.nCopies(items, gone));
            case Answer other -> (CreateAnswer) other;
        };
    }

    @Override
    public AlbumAnswer createAlbum(AccessToken access, String title) {
        if (title.isBlank()) {
            throw new IllegalArgumentException("an album has a title");
        }
        return switch (calls.createAlbum(access, title)) {
            case Answered(Album album)
            when !album.getId().isEmpty() -> new Answer.AlbumCreated(new AlbumId(album.getId()));
            case Answered(Album _) ->
                meaning(access, new Reply(Call.CREATE_ALBUM, new Signal.Rpc(Code.OK), ""), AlbumAnswer.class);
            case Refused(Reply reply) -> meaning(access, reply, AlbumAnswer.class);
        };
    }

    @Override
    public AdditionAnswer add(AccessToken access, AlbumId album, List<MediaItemId> items) {
        requireBatch(items);
        return switch (calls.add(access, album, items)) {
            case Answered(BatchAddMediaItemsToAlbumResponse _) -> new Answer.Added();
            case Refused(Reply reply) -> meaning(access, reply, AdditionAnswer.class);
        };
    }

    private <T> T meaning(AccessToken access, Reply reply, Class<T> kind) {
        tokens.dropIfRefused(access, reply);
        return answers.meaning(reply, kind);
    }

    private Answer.Uploaded uploaded(Success success) {
        return new Answer.Uploaded(new UploadToken(success.body(), clock.instant()));
    }

    private Duration patienceFor(Body body) {
        return patience.plusSeconds(body.bytes() / BYTES_PER_SECOND_MIN);
    }

    /** Has a known length, so that the client sends Content-Length instead of chunks. */
    private static BodyPublisher publisher(Portion portion, long bytes) {
        return bytes == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> portion), bytes);
    }

    private static UploadSession session(Success success) {
        long granularity = number(success, "X-Goog-Upload-Chunk-Granularity").orElse(DEFAULT_GRANULARITY_BYTES);
        return new UploadSession(URI.create(success.header("X-Goog-Upload-URL")), Math.max(1, granularity));
    }

    private static Optional<Long> number(Success success, String header) {
        return Optional.of(success.header(header))
                .filter(value -> NUMBER.matcher(value).matches())
                .map(Long::valueOf);
    }

    /**
     * Exactly the promised number of a body's bytes. Fails when the body has fewer, and leaves the body's stream open
     * for the next chunk.
     */
    static final class Portion extends InputStream {
        private final InputStream stream;
        private long left;
        private volatile boolean brokenOff;

        Portion(Body body) {
            this.stream = body.stream();
            this.left = body.bytes();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, target.length);
            if (length == 0) {
                return 0;
            }
            if (left == 0) {
                return -1;
            }
            int read = reading(target, offset, (int) Math.min(length, left));
            left -= read;
            return read;
        }

        private int reading(byte[] target, int offset, int length) throws IOException {
            brokenOff = true;
            int read = stream.read(target, offset, length);
            if (read < 0) {
                throw new EOFException("the bytes end before their promised length");
            }
            brokenOff = false;
            return read;
        }

        /**
         * True when the body failed to give its bytes, so that the library could not answer. Safe for use by threads.
         */
        boolean brokenOff() {
            return brokenOff;
        }
    }
}
