package sundown.functions;

import static sundown.functions.Expectation.failure;
import static sundown.functions.Expectation.givesBack;
import static sundown.functions.Expectation.status;
import static sundown.functions.Expectation.success;

import java.util.List;
import sundown.account.UserId;

/** The trials of all functions, in an order in which each finds what it needs: one user's transfer. */
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
        TransferMessages queue = new TransferMessages(sundown.clients().sqs(), sundown.variable("TRANSFER_QUEUE_URL"));
        return Trial.of(
                "transfer-batch",
                () -> Event.ofMessages(queue.take(user).getLast()),
                givesBack(),
                Event.ofMessages("unreadable"),
                givesBack("message-1"));
    }

    private static Trial failures(UserId user) {
        Event event = Event.by(user, "list-failures");
        return Trial.of("list-failures", () -> event, status(200), event.query("limit", "0"), status(400));
    }

    private static Trial sweep() {
        Event event = Event.of("sweep");
        return Trial.of("sweep", () -> event, success(), event.with("/id", List.of()), failure());
    }
}
