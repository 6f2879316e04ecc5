package sundown.local.google;

import io.grpc.Status.Code;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import sundown.local.google.Accounts.Account;
import sundown.local.google.Gate.Call;
import sundown.local.google.Gate.Credentials;
import sundown.local.google.Gate.Grants.Scopes;
import sundown.local.google.Gate.Passage;
import sundown.local.google.Session.Intake;
import sundown.local.google.StandInGoogleSettings.SizeLimits;
import sundown.local.google.Uploads.Content;
import sundown.local.google.Uploads.Declared;
import sundown.local.google.Uploads.Upload;
import sundown.local.http.Endpoint.Unanswered;
import sundown.local.http.Reply;
import sundown.local.http.Request;
import sundown.local.http.Routes;

/**
 * {@code /v1/uploads}: the raw protocol, one request for a file, and the start of the resumable one, whose further
 * requests {@link SessionEndpoints} answers.
 *
 * @see <a href="https://developers.google.com/photos/library/guides/upload-media">Upload media</a>
 * @see <a href="https://developers.google.com/photos/library/guides/resumable-uploads">Resumable uploads</a>
 */
public final class UploadEndpoints {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Uploads uploads;
    private final SizeLimits limits;
    private final Gate gate;
    private final Meter meter;
    private final Supplier<URI> base;
    private final SessionEndpoints sessions;

    public UploadEndpoints(Uploads uploads, SizeLimits limits, Gate gate, Meter meter, Supplier<URI> base) {
        this.uploads = uploads;
        this.limits = limits;
        this.gate = gate;
        this.meter = meter;
        this.base = base;
        this.sessions = new SessionEndpoints(uploads, limits, gate, meter);
    }

    /** Adds its paths. A session's URL takes PUT as well as POST. */
    public void addTo(Routes routes) {
        routes.add("POST", "/v1/uploads", ErrorForm.UPLOADS, this::answer);
        routes.add("PUT", "/v1/uploads", ErrorForm.UPLOADS, sessions::answer);
    }

    private Reply answer(Request request) throws IOException {
        if (request.query("upload_id").isPresent()) {
            return sessions.answer(request);
        }
        return switch (request.header("X-Goog-Upload-Protocol").orElse("")) {
            case "raw" -> pass(Call.UPLOAD, request, passage -> raw(request, passage));
            case "resumable" -> pass(Call.UPLOAD_START, request, passage -> start(request, passage));
            default ->
                throw GoogleProblem.of(
                        Code.INVALID_ARGUMENT, "Invalid X-Goog-Upload-Protocol: expected raw or resumable.");
        };
    }

    private Reply pass(Call call, Request request, Gate.Action<Reply> action) throws IOException {
        try {
            return gate.pass(call, new Credentials(request.bearerToken(), Set.of(Scopes.PHOTOS_APPEND)), action);
        } catch (GoogleProblem problem) {
            throw inWordsOfUploadServer(problem);
        }
    }

    private Reply raw(Request request, Passage passage) throws IOException {
        Declared declared = Declared.of(request, request.contentLength());
        refuseTooLarge(declared);
        InputStream body = BreakingStream.of(request.body(), passage.breaksOffAfter());
        Content content = takeIn(body, limits.of(declared.mime()));
        check(content, declared.sha1(), limits);
        return token(uploads, passage.grant().account(), content, declared.fileName());
    }

    private Content takeIn(InputStream body, long limit) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        Intake intake = uploads.intake();
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            meter.received(read);
            intake.add(buffer, read);
            if (intake.bytes() > limit) {
                throw tooLarge();
            }
        }
        return intake.finish();
    }

    private Reply start(Request request, Passage passage) throws IOException {
        if (!"start".equals(request.header("X-Goog-Upload-Command").orElse(""))) {
            throw GoogleProblem.of(Code.INVALID_ARGUMENT, "Invalid X-Goog-Upload-Command: expected start.");
        }
        Declared declared = Declared.of(request, rawSize(request));
        refuseTooLarge(declared);
        if (declared.bytes().orElse(1) == 0) {
            throw empty();
        }
        Session session = uploads.open(passage.grant(), declared);
        return Reply.empty(200)
                .with("X-Goog-Upload-Status", "active")
                .with(
                        "X-Goog-Upload-URL",
                        base.get() + "/v1/uploads?upload_id=" + session.id() + "&upload_protocol=resumable")
                .with("X-Goog-Upload-Chunk-Granularity", String.valueOf(Session.GRANULARITY));
    }

    private void refuseTooLarge(Declared declared) {
        if (declared.bytes().orElse(0) > limits.of(declared.mime())) {
            throw tooLarge();
        }
    }

    /** Google's own client states the size in the second of these headers as well. */
    private static OptionalLong rawSize(Request request) {
        return request.header("X-Goog-Upload-Raw-Size")
                .or(() -> request.header("X-Goog-Upload-Header-Content-Length"))
                .map(value -> OptionalLong.of(Long.parseLong(value)))
                .orElse(OptionalLong.empty());
    }

    static Reply token(Uploads uploads, Account account, Content content, Optional<String> fileName) {
        Upload upload = uploads.add(account, content, fileName);
        return Reply.text(200, "text/plain; charset=utf-8", upload.token()).with("X-Goog-Upload-Status", "final");
    }

    /** The upload server tells a bad token and a missing scope in the same words. */
    private static GoogleProblem inWordsOfUploadServer(GoogleProblem problem) {
        boolean unauthorized = problem.code() == Code.UNAUTHENTICATED || problem.code() == Code.PERMISSION_DENIED;
        return unauthorized && problem.body().isEmpty()
                ? GoogleProblem.of(Code.UNAUTHENTICATED, "Authentication session is not defined.")
                : problem;
    }

    static void check(Content content, Optional<String> sha1, SizeLimits limits) {
        if (content.bytes() == 0) {
            throw empty();
        }
        if (!limits.allows(content)) {
            throw tooLarge();
        }
        if (sha1.filter(hash -> !hash.equals(content.sha1())).isPresent()) {
            throw GoogleProblem.of(
                    Code.INVALID_ARGUMENT, "The hash of the uploaded bytes differs from the one in X-Goog-Hash.");
        }
    }

    static GoogleProblem empty() {
        return GoogleProblem.of(Code.INVALID_ARGUMENT, "Payload must not be empty");
    }

    static GoogleProblem tooLarge() {
        return GoogleProblem.of(Code.INVALID_ARGUMENT, "The file exceeds the maximum size for its type.");
    }

    /** A body with a connection that breaks after some bytes. */
    static final class BreakingStream extends FilterInputStream {
        private long left;

        private BreakingStream(InputStream in, long bytes) {
            super(in);
            this.left = bytes;
        }

        static InputStream of(InputStream body, OptionalLong breaksOffAfter) {
            return breaksOffAfter.isPresent() ? new BreakingStream(body, breaksOffAfter.getAsLong()) : body;
        }

        @Override
        public int read() throws IOException {
            breakAtEnd();
            int read = super.read();
            left--;
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            breakAtEnd();
            int read = super.read(buffer, offset, (int) Math.min(length, left));
            left -= read;
            return read;
        }

        private void breakAtEnd() {
            if (left <= 0) {
                throw Unanswered.dropped();
            }
        }
    }
}
