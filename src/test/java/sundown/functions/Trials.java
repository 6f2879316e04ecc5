package sundown.functions;

import static sundown.functions.Expectation.failure;
import static sundown.functions.Expectation.givesBack;
import static sundown.functions.Expectation.status;
import static sundown.functions.Expectation.success;

import java.util.ArrayList;
import java.util.List;
import sundown.account.UserId;

/** The trials of all functions, in an order in which each finds what it needs: one user's transfer and archive. */
final class Trials {
    private static final int TWO_BATCHES = 90;
    private static final String CALLER = "/requestContext/authorizer";

    private final Installation sundown;
    private final TestGoogle google;

    Trials(Installation sundown, TestGoogle google) {
        this.sundown = sundown;
        this.google = google;
    }

    /** Enrols the user and lists the trials. */
    List<Trial> all() {
        UserId user = new Users(sundown, google).enrolled("trial", Photo.jpegs(TWO_BATCHES));
        return List.of(
                notice(),
                start(user),
                read(user, "get-status", "/requestContext"),
                read(user, "stop-transfer", CALLER),
                resume(user),
                batch(user),
                failures(user),
                requestArchive(user),
                buildArchive(user),
                read(user, "get-archive", CALLER),
                confirm(user),
                delete(user),
                sweep());
    }

    private static Trial notice() {
        Event event = Event.of("get-notice");
        return Trial.of("get-notice", () -> event, status(200), event.without("/queryStringParameters"), status(400));
    }

    private Trial start(UserId user) {
        Event event = Event.by(user, "start-transfer");
        return Trial.of(
                "start-transfer",
                () -> event.body(google.consent(Users.emailOf(user))),
                status(200, 201),
                event.body("{"),
                status(400));
    }

    private static Trial read(UserId user, String function, String missing) {
        Event event = Event.by(user, function);
        return Trial.of(function, () -> event, status(200), event.without(missing), status(401));
    }

    private static Trial resume(UserId user) {
        Event event = Event.by(user, "resume-transfer");
        return Trial.of("resume-transfer", () -> event, status(200), event.body("{\"retryNow\":1}"), status(400));
    }

    private Trial batch(UserId user) {
        QueuedMessages queue = QueuedMessages.ofTransfers(sundown);
        return Trial.of(
                "transfer-batch",
                () -> Event.of("transfer-batch").withMessages(queue.take(user).getLast()),
                givesBack(),
                Event.of("transfer-batch").withMessages("unreadable"),
                givesBack("message-1"));
    }

    private static Trial failures(UserId user) {
        Event event = Event.by(user, "list-failures");
        return Trial.of("list-failures", () -> event, status(200), event.query("limit", "0"), status(400));
    }

    private static Trial requestArchive(UserId user) {
        Event event = Event.by(user, "request-archive");
        return Trial.of("request-archive", () -> event, status(200, 201), event.without(CALLER), status(401));
    }

    /** The second time, its message comes again. */
    private Trial buildArchive(UserId user) {
        Event trigger = Event.of("build-archive");
        List<String> messages = new ArrayList<>();
        return Trial.of(
                "build-archive",
                () -> {
                    messages.addAll(QueuedMessages.ofArchives(sundown).take(user));
                    return trigger.withMessages(messages.getFirst());
                },
                givesBack(),
                trigger.withMessages("unreadable"),
                givesBack("message-1"));
    }

    /** The second time, it is known. */
    private static Trial confirm(UserId user) {
        Event event = Event.by(user, "confirm-download");
        return Trial.of(
                "confirm-download", () -> event, status(200, 409), event.with("/pathParameters/n", "2"), status(404));
    }

    /** The second time, there is nothing more to delete. */
    private static Trial delete(UserId user) {
        Event event = Event.by(user, "delete-archive");
        return Trial.of("delete-archive", () -> event, status(200, 410), event.without(CALLER), status(401));
    }

    private static Trial sweep() {
        Event event = Event.of("sweep");
        return Trial.of("sweep", () -> event, success(), event.with("/id", List.of()), failure());
    }
}
