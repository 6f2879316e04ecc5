package sundown.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import sundown.account.Account;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.account.PaidThrough;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.contract.SampleRefunds;
import sundown.edge.LogRecords;
import sundown.edge.QueueEvent;
import sundown.edge.StreamEvent;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.metrics.Measurements;
import sundown.milestone.MilestoneFunctions;
import sundown.notify.ChangeReader.Change;
import sundown.notify.Event.EventId;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundState;
import sundown.refund.RefundState.ManualReason;
import sundown.runtime.ManualClock;

class PublishEventsFunctionTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final InMemoryEventBus bus = new InMemoryEventBus();

    @AutoClose
    private final LogRecords log = LogRecords.of(PublishEventsFunction.class);

    @AutoClose
    private final Measurements measurements = new Measurements();

    private final PublishEventsFunction function = new PublishEventsFunction(
            PublishEventsFunctionTest::read, bus, MilestoneFunctions.MILESTONES, new ManualClock(SampleEvents.AT));

    @Test
    void tellsWhatChangedInItsOrder() {
        assertThat(handle("1", "2", "3")).isEmpty();
        assertThat(users()).containsExactly("1", "2", "3");
    }

    @Test
    void skipsWhatNobodyIsToldOf() {
        assertThat(handle("skip", "1", "skip")).isEmpty();
        assertThat(users()).containsExactly("1");
    }

    @Test
    void asksNothingOfTheBusWhereThereIsNothingToTell() {
        bus.lose(1);
        assertThat(handle("skip", "skip")).isEmpty();
        assertThat(function.handle(new StreamEvent(null)).batchItemFailures()).isEmpty();
    }

    @Test
    void givesBackFromTheFirstOnThatTheBusDidNotTake() {
        bus.lose(1);

        assertThat(handle("1", "2")).containsExactly("at-1");
        assertThat(log.lines()).anyMatch(line -> line.startsWith("ERROR") && line.contains("come again"));
    }

    @Test
    void keepsWhatWasToldBeforeItStoppedAndTellsNothingAfter() {
        String[] many = IntStream.rangeClosed(1, 35).mapToObj(Integer::toString).toArray(String[]::new);
        assertThat(handle(many)).isEmpty();
        InMemoryEventBus failing = new InMemoryEventBus();
        PublishEventsFunction stopping = new PublishEventsFunction(
                PublishEventsFunctionTest::read,
                events -> {
                    if (!failing.heard().isEmpty()) {
                        throw new RetryableFailure("the bus cannot be reached");
                    }
                    failing.publish(events);
                },
                MilestoneFunctions.MILESTONES,
                new ManualClock(SampleEvents.AT));

        assertThat(failures(stopping, many)).containsExactly("at-11");
        assertThat(users(failing)).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
    }

    @Test
    void givesBackWhatTheBusRefusesForGoodSinceAMissingRightIsMended() {
        bus.refuse();
        assertThat(handle("1")).containsExactly("at-1");
    }

    @Test
    void tellsTheSameUnderTheSameIdsWhenItComesAgain() {
        handle("1", "2");
        List<EventId> ids = bus.heard().stream().map(Event::id).toList();

        handle("1", "2");

        assertThat(bus.heard().stream().map(Event::id).skip(2)).containsExactlyElementsOf(ids);
    }

    @Test
    void namesARowThatCannotBeReadAndPassesItOver() {
        assertThat(handle("1", "broken", "2")).isEmpty();

        assertThat(users()).containsExactly("1", "2");
        assertThat(log.lines())
                .anyMatch(line -> line.startsWith("ERROR")
                        && line.contains("change id-broken of accounts cannot be read, and nobody is told of it"));
        assertThat(measurements.faults()).containsExactly("UnreadChanges");
    }

    @Test
    void givesBackWhatCannotBeReadNow() {
        assertThat(handle("unreachable", "1")).containsExactly("at-unreachable");
        assertThat(users()).isEmpty();
    }

    @Test
    void callsPeopleToARefundAsOftenAsItsChangeComes() {
        assertThat(handle("manual", "1")).isEmpty();
        assertThat(handle("manual")).isEmpty();

        assertThat(calls())
                .containsExactly(
                        "ERROR the refund of user manual needs people: UNCERTAIN",
                        "ERROR the refund of user manual needs people: UNCERTAIN");
        assertThat(measurements.faults()).containsExactly("ManualRefunds", "ManualRefunds");
        assertThat(users()).containsExactly("1");
    }

    @Test
    void callsPeopleEvenWhenTheBusTakesNothing() {
        bus.lose(1);

        assertThat(handle("1", "manual")).containsExactly("at-1");
        assertThat(calls()).hasSize(1);
    }

    private List<String> calls() {
        return log.lines().stream()
                .filter(line -> line.contains("needs people"))
                .toList();
    }

    private List<String> handle(String... users) {
        return failures(function, users);
    }

    private static List<String> failures(PublishEventsFunction function, String... users) {
        List<StreamEvent.Change> records =
                List.of(users).stream().map(PublishEventsFunctionTest::entry).toList();
        return function.handle(new StreamEvent(records)).batchItemFailures().stream()
                .map(QueueEvent.Answer.Failed::itemIdentifier)
                .toList();
    }

    private List<String> users() {
        return users(bus);
    }

    private static List<String> users(InMemoryEventBus bus) {
        return bus.heard().stream()
                .map(event -> ((Event.MembershipCancelled) event).user().value())
                .toList();
    }

    /** The user's name decides what happens to the row. */
    private static StreamEvent.Change entry(String user) {
        return new StreamEvent.Change(
                "id-" + user,
                "arn:aws:dynamodb:eu-west-1:000000000000:table/accounts/stream/latest",
                new StreamEvent.Images(
                        null, "at-" + user, null, JSON.createObjectNode().put("user", user)));
    }

    private static Optional<Change> read(StreamEvent.Change change) {
        String user = change.after().orElseThrow().path("user").asText();
        return switch (user) {
            case "skip" -> Optional.empty();
            case "broken" -> throw new PermanentFailure("a row cannot be read: account");
            case "manual" -> Optional.of(manual(user));
            case "unreachable" -> throw new RetryableFailure("AWS cannot be reached");
            default -> Optional.of(new Change.OfAccount(SampleEvents.AT, Optional.empty(), cancelled(user)));
        };
    }

    private static Change manual(String user) {
        Refund fresh = SampleRefunds.fresh();
        Refund sent = new Refund(
                fresh.charge(),
                new UserId(user),
                fresh.group(),
                fresh.fee(),
                PaidThrough.STRIPE,
                Optional.empty(),
                new RefundState.Sent(SampleEvents.AT, 1, SampleEvents.AT),
                fresh.openedAt(),
                1);
        Refund manual =
                sent.withState(new RefundState.Manual(ManualReason.UNCERTAIN, Optional.empty(), SampleEvents.AT));
        return new Change.OfRefund(SampleEvents.AT, Optional.of(sent), manual.saved());
    }

    private static Account cancelled(String user) {
        return new Account(new UserId(user), new Region("IN"))
                .with(new Membership(
                        new ChargeId("ch_" + user),
                        Money.of(1_200, "EUR"),
                        SampleEvents.AT,
                        Optional.of(SampleEvents.AT)));
    }
}
