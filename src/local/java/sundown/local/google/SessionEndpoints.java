package sundown.local.google;

import io.grpc.Status.Code;
import java.io.IOException;
import sundown.local.google.Gate.Call;
import sundown.local.google.StandInGoogleSettings.SizeLimits;
import sundown.local.google.Uploads.Content;
import sundown.local.google.Uploads.Declared;
import sundown.local.http.Reply;
import sundown.local.http.Request;

/**
 * The requests to the URL of a resumable upload. The URL itself is the permission to use it: a caller may send an
 * access token, as in the documentation, but need not.
 */
record SessionEndpoints(Uploads uploads, SizeLimits limits, Gate gate, Meter meter) {
    private static final int PRECONDITION_FAILED = 412;
    private static final String STATUS = "X-Goog-Upload-Status";
    private static final String RECEIVED = "X-Goog-Upload-Size-Received";

    Reply answer(Request request) throws IOException {
        Session session = request.query("upload_id")
                .flatMap(uploads::session)
                .orElseThrow(() -> GoogleProblem.of(Code.NOT_FOUND, "The upload session is not known."));
        String command = request.header("X-Goog-Upload-Command").orElse("").replace(" ", "");
        return session.alone(() -> switch (command) {
            case "upload" -> chunk(session, request, false);
            case "upload,finalize" -> chunk(session, request, true);
            case "finalize" -> pass(Call.UPLOAD_CHUNK, session, passage -> finish(session, request));
            case "query" -> pass(Call.UPLOAD_QUERY, session, passage -> state(session));
            default -> throw GoogleProblem.of(Code.INVALID_ARGUMENT, "Invalid X-Goog-Upload-Command.");
        });
    }

    private Reply pass(Call call, Session session, Gate.Action<Reply> action) throws IOException {
        return gate.passAs(session.grant(), call, action);
    }

    private Reply chunk(Session session, Request request, boolean last) throws IOException {
        return pass(Call.UPLOAD_CHUNK, session, passage -> {
            check(session, request, last);
            session.add(UploadEndpoints.BreakingStream.of(request.body(), passage.breaksOffAfter()), meter::received);
            return last ? finish(session, request) : state(session);
        });
    }

    private void check(Session session, Request request, boolean last) {
        if (session.ended()) {
            throw GoogleProblem.of(Code.INVALID_ARGUMENT, "The upload has already been finalized.");
        }
        long offset =
                request.header("X-Goog-Upload-Offset").map(Long::parseLong).orElse(-1L);
        if (offset != session.received()) {
            throw GoogleProblem.of(
                    PRECONDITION_FAILED,
                    Code.FAILED_PRECONDITION,
                    "The offset is " + offset + ", but " + session.received() + " bytes have been received.");
        }
        if (!last && request.contentLength().orElse(1) % Session.GRANULARITY != 0) {
            throw GoogleProblem.of(
                    Code.INVALID_ARGUMENT, "The size of a chunk must be a multiple of " + Session.GRANULARITY + ".");
        }
        if (offset + request.contentLength().orElse(0) > largest(session)) {
            throw UploadEndpoints.tooLarge();
        }
    }

    private Reply finish(Session session, Request request) throws IOException {
        if (session.ended()) {
            return state(session);
        }
        if (session.declared().bytes().orElse(session.received()) != session.received()) {
            throw GoogleProblem.of(
                    Code.INVALID_ARGUMENT,
                    session.received() + " bytes have been received, but "
                            + session.declared().bytes().getAsLong() + " were announced.");
        }
        Content content = session.finish();
        UploadEndpoints.check(content, session.sha1(Declared.sha1(request)), limits);
        return UploadEndpoints.token(
                uploads, session.grant().account(), content, session.declared().fileName());
    }

    /** An ended upload reports only that it has ended: its token is in the answer to its last request only. */
    private static Reply state(Session session) {
        return session.ended()
                ? Reply.empty(200).with(STATUS, "final")
                : Reply.empty(200).with(STATUS, "active").with(RECEIVED, String.valueOf(session.received()));
    }

    private long largest(Session session) {
        return session.declared().bytes().orElse(limits.of(session.declared().mime()));
    }
}
