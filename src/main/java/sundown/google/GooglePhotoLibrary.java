package sundown.google;

import java.net.URI;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import sundown.digest.Sha1;
import sundown.google.GoogleHttp.Failure;
import sundown.google.GoogleHttp.Success;
import sundown.transfer.AccessToken;
import sundown.transfer.Answer;
import sundown.transfer.Answer.ChunkAnswer;
import sundown.transfer.Answer.CreateAnswer;
import sundown.transfer.Answer.ElementAnswer;
import sundown.transfer.Answer.SessionAnswer;
import sundown.transfer.Answer.UploadAnswer;
import sundown.transfer.Batch;
import sundown.transfer.PhotoLibrary;
import sundown.transfer.UploadSession;
import sundown.transfer.UploadToken;

/** Google Photos, by its Library API: bytes over HTTP, items over gRPC. */
public final class GooglePhotoLibrary implements PhotoLibrary {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    /** Google's granularity where it does not name one. */
    private static final long USUAL_GRANULARITY = 256 << 10;

    private final UploadClient uploads;
    private final BatchCreator creator;
    private final GoogleAnswers answers;
    private final AccessTokens tokens;
    private final Clock clock;

    GooglePhotoLibrary(
            UploadClient uploads, BatchCreator creator, GoogleAnswers answers, AccessTokens tokens, Clock clock) {
        this.uploads = uploads;
        this.creator = creator;
        this.answers = answers;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public UploadAnswer upload(AccessToken access, String type, Sha1 digest, Body body) {
        return switch (uploads.upload(access, type, digest, body)) {
            case Success success when !success.body().isEmpty() -> uploaded(success);
            case Success success -> meaning(access, success.hollow(Call.UPLOAD), UploadAnswer.class);
            case Failure failure -> meaning(access, failure.reply(), UploadAnswer.class);
        };
    }

    @Override
    public SessionAnswer open(AccessToken access, String type, long bytes) {
        return switch (uploads.start(access, type, bytes)) {
            case Success success
            when !success.header("X-Goog-Upload-URL").isEmpty() -> new Answer.SessionOpened(session(success));
            case Success success -> meaning(access, success.hollow(Call.START), SessionAnswer.class);
            case Failure failure -> meaning(access, failure.reply(), SessionAnswer.class);
        };
    }

    @Override
    public ChunkAnswer send(AccessToken access, UploadSession session, long offset, boolean last, Body chunk) {
        return switch (uploads.send(access, session, offset, last, chunk)) {
            case Success success when last && !success.body().isEmpty() -> uploaded(success);
            case Success success when last -> meaning(access, success.hollow(Call.CHUNK), ChunkAnswer.class);
            case Success success ->
                new Answer.Received(
                        number(success, "X-Goog-Upload-Size-Received").orElse(offset + chunk.bytes()));
            case Failure failure -> meaning(access, failure.reply(), ChunkAnswer.class);
        };
    }

    @Override
    public ChunkAnswer received(AccessToken access, UploadSession session) {
        return switch (uploads.query(access, session)) {
            case Success success -> received(access, success);
            case Failure failure -> meaning(access, failure.reply(), ChunkAnswer.class);
        };
    }

    /** An upload that has ended gives its token once more, or has lost it. */
    private ChunkAnswer received(AccessToken access, Success success) {
        if (!success.header("X-Goog-Upload-Status").equalsIgnoreCase("active")) {
            return success.body().isEmpty() ? new Answer.SessionGone() : uploaded(success);
        }
        return number(success, "X-Goog-Upload-Size-Received")
                .<ChunkAnswer>map(Answer.Received::new)
                .orElseGet(() -> meaning(access, success.hollow(Call.QUERY), ChunkAnswer.class));
    }

    @Override
    public CreateAnswer create(AccessToken access, List<NewItem> items) {
        if (items.isEmpty() || items.size() > Batch.LIMIT) {
            throw new IllegalArgumentException("a batch has 1 to " + Batch.LIMIT + " items");
        }
        return switch (creator.create(access, items)) {
            case BatchCreator.Results results -> created(access, results.elements());
            case BatchCreator.Failure failure -> refused(access, failure.reply(), items.size());
        };
    }

    private CreateAnswer created(AccessToken access, List<Optional<Reply>> elements) {
        return new Answer.Created(
                elements.stream().map(reply -> element(access, reply)).toList());
    }

    private ElementAnswer element(AccessToken access, Optional<Reply> reply) {
        return reply.<ElementAnswer>map(given -> meaning(access, given, ElementAnswer.class))
                .orElseGet(Answer.Retry::new);
    }

    /** A batch refused for a token does not say for which: all are sent again. */
    private CreateAnswer refused(AccessToken access, Reply reply, int items) {
        return switch (meaning(access, reply, Answer.class)) {
            case Answer.TokenGone gone -> new Answer.Created(Collections.nCopies(items, gone));
            case Answer other -> (CreateAnswer) other;
        };
    }

    private <T> T meaning(AccessToken access, Reply reply, Class<T> kind) {
        tokens.dropIfRefused(access, reply);
        return answers.meaning(reply, kind);
    }

    private Answer.Uploaded uploaded(Success success) {
        return new Answer.Uploaded(new UploadToken(success.body(), clock.instant()));
    }

    private static UploadSession session(Success success) {
        long granularity = number(success, "X-Goog-Upload-Chunk-Granularity").orElse(USUAL_GRANULARITY);
        return new UploadSession(URI.create(success.header("X-Goog-Upload-URL")), Math.max(1, granularity));
    }

    private static Optional<Long> number(Success success, String header) {
        return Optional.of(success.header(header))
                .filter(value -> NUMBER.matcher(value).matches())
                .map(Long::valueOf);
    }
}
