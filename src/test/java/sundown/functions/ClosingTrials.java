package sundown.functions;

import static sundown.functions.Expectation.givesBack;
import static sundown.functions.Expectation.member;
import static sundown.functions.Expectation.problem;
import static sundown.functions.Expectation.status;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import sundown.account.UserId;

/** What is tried of the functions through which a group opens, closes and is planned: by queues and by operators. */
final class ClosingTrials {
    private static final List<String> ON_QUEUES = List.of(
            "advance-group", "cancel-memberships", "close-group", "count-progress", "list-chunk", "purge-account");

    private ClosingTrials() {}

    /** Lists them; the user is of group 1, which is open. */
    static Stream<Trial> all(UserId user) {
        return Stream.concat(ON_QUEUES.stream().map(ClosingTrials::queued), operators(user));
    }

    /** Word that there is nothing to do, or not yet, and then a message that cannot be read. */
    private static Trial queued(String function) {
        Event event = Event.of(function);
        return Trial.of(function, () -> event, givesBack(), event.withMessages("unreadable"), givesBack("message-1"));
    }

    private static Stream<Trial> operators(UserId user) {
        return Stream.of(
                operator("release-hold", Event.of("release-hold").with("/userId", user.value()), problem("no-hold")),
                operator("hold-account", Event.of("hold-account").with("/userId", user.value()), member("held")),
                operator("plan-purge", Event.of("plan-purge"), problem("window-open")),
                Trial.of(
                        "approve-purge",
                        () -> OperatorTokens.request(
                                "approve-purge", Event.of("approve-purge").with("/group", "1")),
                        status(409),
                        Event.of("approve-purge"),
                        problem("token-required")),
                operator("abort-purge", Event.of("abort-purge").with("/group", "1"), problem("not-planned")),
                operator("certify-purge", Event.of("certify-purge").with("/group", "1"), problem("not-purged")),
                operator(
                        "steer-job",
                        Event.of("steer-job").with("/job", "memberships-9").with("/retry", true),
                        problem("unknown-job")),
                operator("look-up-user", Event.of("look-up-user").with("/userId", user.value()), member("notice")),
                operator(
                        "resend-refund",
                        Event.of("resend-refund").with("/userId", user.value()),
                        problem("nothing-to-resend")),
                operator("redrive-queue", Event.of("redrive-queue"), member("begun")),
                call("list-holds", member("holds"), event -> event.with("/limit", 0)),
                call("list-queues", member("queues"), event -> event.with("/queue", "purges")),
                operator("stop-purges", Event.of("stop-purges"), member("stopped")),
                operator("allow-purges", Event.of("allow-purges"), member("stopped")),
                operator("change-limits", Event.of("change-limits"), member("limits")),
                call("get-purge", member("group"), event -> event.with("/group", 1)),
                call("check-readiness", member("checks"), event -> event.with("/group", "1")),
                call("get-document", member("text"), event -> event.without("/key")),
                call("list-operator-calls", member("calls"), event -> event.with("/day", "yesterday")),
                call("report-progress", member("report"), event -> event.without("/source")));
    }

    private static Trial operator(String function, Event call, Expectation good) {
        return Trial.of(function, () -> call, good, call.without("/by"), problem("invalid-request"));
    }

    private static Trial call(String function, Expectation good, UnaryOperator<Event> spoiled) {
        Event call = Event.of(function);
        return Trial.of(function, () -> call, good, spoiled.apply(call), problem("invalid-request"));
    }
}
