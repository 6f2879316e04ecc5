package sundown.functions;

import static sundown.functions.Expectation.failure;
import static sundown.functions.Expectation.givesBack;
import static sundown.functions.Expectation.member;
import static sundown.functions.Expectation.problem;
import static sundown.functions.Expectation.status;
import static sundown.functions.Expectation.success;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.local.stripe.StandInStripe.WebhookSignature;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.sweep.SweepMessage;
import sundown.sweep.SweepTask.TaskName;
import sundown.transfer.InventoryStore.Inventory.InventoryMessage;

/**
 * The trials of all functions, in an order in which each finds what it needs: one user's transfer, archive and refund,
 * and two refunds that need people.
 */
final class Trials {
    private static final int TWO_BATCHES = 90;
    private static final String CALLER = "/requestContext/authorizer";
    private static final String SIGNATURE = "/headers/stripe-signature";
    private static final String WORD =
            "{\"type\":\"refund.updated\",\"data\":{\"object\":{\"id\":\"re_1\",\"object\":\"refund\"}}}";

    private final Installation sundown;
    private final TestGoogle google;
    private final Members members;

    Trials(Installation sundown, TestGoogle google) {
        this.sundown = sundown;
        this.google = google;
        this.members = new Members(sundown);
    }

    /** Enrols the user and lists the trials. */
    List<Trial> all() {
        UserId user = new Users(sundown, google).enrolled("trial", Photo.jpegs(TWO_BATCHES));
        members.join(user, TestTimeline.OPEN, Members.FEE);
        List<UserId> unpaid = List.of(members.unknownToStripe("trial-1"), members.unknownToStripe("trial-2"));
        Stream<Trial> exports = Stream.of(
                notice(),
                start(user),
                read(user, "get-status", "/requestContext"),
                read(user, "stop-transfer", CALLER),
                resume(user),
                count(user),
                batch(user),
                items(user),
                requestArchive(user),
                buildArchive(user),
                read(user, "get-archive", CALLER),
                confirm(user),
                delete(user),
                issueRefund(user, unpaid),
                webhook(),
                listRefunds(),
                reconcileRefunds(),
                listCancellations(),
                resolveRefund(unpaid),
                publishTimeline(),
                listTimelines(),
                publishEvents(),
                sendMail(),
                sweep(),
                runSweepTask());
        return Stream.concat(exports, ClosingTrials.all(user)).toList();
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

    /** The second time, its message comes again. */
    private static Trial count(UserId user) {
        String message = new InventoryMessage(user, new Correlation("trial")).write();
        return Trial.of(
                "count-gallery",
                () -> Event.of("count-gallery").withMessages(message),
                givesBack(),
                Event.of("count-gallery").withMessages("unreadable"),
                givesBack("message-1"));
    }

    private Trial batch(UserId user) {
        QueuedMessages queue = sundown.queue("TRANSFER");
        return Trial.of(
                "transfer-batch",
                () -> Event.of("transfer-batch").withMessages(queue.take(user).getLast()),
                givesBack(),
                Event.of("transfer-batch").withMessages("unreadable"),
                givesBack("message-1"));
    }

    private static Trial items(UserId user) {
        Event event = Event.by(user, "list-items");
        return Trial.of("list-items", () -> event, status(200), event.query("limit", "0"), status(400));
    }

    private static Trial requestArchive(UserId user) {
        Event event = Event.by(user, "request-archive");
        return Trial.of("request-archive", () -> event, status(200, 201), event.without(CALLER), status(401));
    }

    /** First it plans, then it builds. */
    private Trial buildArchive(UserId user) {
        Event trigger = Event.of("build-archive");
        List<String> messages = new ArrayList<>();
        return Trial.of(
                "build-archive",
                () -> {
                    messages.addAll(sundown.queue("ARCHIVE").take(user));
                    return trigger.withMessages(messages.getLast());
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

    /** First the one that can be made, then those that cannot. */
    private static Trial issueRefund(UserId user, List<UserId> unpaid) {
        Event trigger = Event.of("issue-refund");
        String[] impossible = unpaid.stream().map(Trials::refundOf).toArray(String[]::new);
        return new Trial(
                "issue-refund",
                List.of(() -> trigger.withMessages(refundOf(user)), () -> trigger.withMessages(impossible)),
                givesBack(),
                trigger.withMessages("unreadable"),
                givesBack("message-1"));
    }

    private static String refundOf(UserId user) {
        return Members.message(user, Trigger.TRANSFER_FINISHED);
    }

    /** Of a refund that Stripe is asked for and does not know. */
    private static Trial webhook() {
        Event event = Event.of("payment-webhook").body(WORD);
        return Trial.of(
                "payment-webhook",
                () -> event.with(SIGNATURE, WebhookSignature.of(WORD, Instant.now(), Installation.WEBHOOK_SECRET)),
                status(204),
                event,
                status(400));
    }

    private static Trial listRefunds() {
        Event event = Event.of("list-refunds");
        return Trial.of(
                "list-refunds", () -> event, member("totals"), event.with("/state", "LOST"), problem("unknown-state"));
    }

    private static Trial reconcileRefunds() {
        Event event = Event.of("reconcile-refunds");
        return Trial.of(
                "reconcile-refunds",
                () -> event,
                member("findings"),
                event.with("/charges", "ch_1"),
                problem("invalid-request"));
    }

    private static Trial listCancellations() {
        Event event = Event.of("list-cancellations");
        return Trial.of(
                "list-cancellations",
                () -> event,
                member("cancellations"),
                event.with("/state", "LOST"),
                problem("unknown-state"));
    }

    private static Trial resolveRefund(List<UserId> unpaid) {
        Event call = Event.of("resolve-refund");
        return new Trial(
                "resolve-refund",
                unpaid.stream()
                        .<Trial.EventSource>map(user -> () -> call.with("/userId", user.value())
                                .with("/chargeId", Members.chargeOf(user).value()))
                        .toList(),
                member("resolvedBy"),
                call.without("/by"),
                problem("invalid-request"));
    }

    /** The second time, it is answered as the first. */
    private Trial publishTimeline() {
        Event call = new Timelines(sundown).movingTheClose(Duration.ofDays(30));
        return Trial.of(
                "publish-timeline",
                () -> call,
                member("state"),
                call.with("/timeline/version", 99),
                problem("timeline-refused"));
    }

    private static Trial listTimelines() {
        Event call = Event.of("list-timelines");
        return Trial.of("list-timelines", () -> call, member("timelines"), call, member("timelines"));
    }

    private Trial publishEvents() {
        Event event = Event.of("publish-events").from(sundown.variable("TRANSFERS_TABLE"));
        return Trial.of("publish-events", () -> event, givesBack(), event.with("/Records", "unreadable"), failure());
    }

    private Trial runSweepTask() {
        return Trial.of(
                "run-sweep-task",
                () -> Event.of("run-sweep-task")
                        .withMessages(new SweepMessage(
                                        TaskName.TRANSFERS, 0, sundown.clock.instant(), new Correlation("trial"))
                                .write()),
                givesBack(),
                Event.of("run-sweep-task").withMessages("unreadable"),
                givesBack("message-1"));
    }

    private static Trial sendMail() {
        Event event = Event.of("send-mail");
        return Trial.of(
                "send-mail", () -> event, givesBack(), event.withMessages("unreadable"), givesBack("message-1"));
    }

    private static Trial sweep() {
        Event event = Event.of("sweep");
        return Trial.of("sweep", () -> event, success(), event.with("/id", List.of()), failure());
    }
}
