package sundown.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.ReachStore.Reach;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.mail.DeliveryLedger.Delivery;
import sundown.mail.DeliveryLedger.Delivery.State;
import sundown.mail.PostOffice.Tags;
import sundown.runtime.Another;
import sundown.runtime.ObservedPort;

/**
 * A worker mails a group, or notes a report, and another acts. Each user gets the mail once, and twice only if a worker
 * died before it could note that it was taken. No report is lost: the one that says more counts.
 */
@Tag("thorough")
class MailMeetsOthersTest {
    private static final Map<String, Consumer<World>> ACTS = Map.of(
            "reports deliveries", world -> world.report("Delivery"),
            "reports bounces", world -> world.report("Bounce"),
            "reports complaints", world -> world.report("Complaint"),
            "works on the same", World::doubleMessages,
            "sweeps", world -> world.functions.sweep());

    @Test
    void everybodyGetsTheMailOnceAndNoReportIsLost() {
        long interleavings =
                Another.act(Another.Extent.SOME, ACTS, World::new, World::observe, World::mail, World::goOn);
        assertThat(interleavings).isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Delivery", "Bounce", "Complaint"})
    void noReportIsLostThatMeetsAChangedRow(String report) {
        long interleavings = Another.act(
                Another.Extent.ALL,
                ACTS,
                () -> {
                    World world = new World();
                    world.mail();
                    return world;
                },
                World::observe,
                world -> {
                    world.unanswered = () -> world.report(report);
                    world.report(report);
                    world.unanswered = () -> {};
                },
                world -> {
                    world.unanswered.run();
                    world.goOn();
                });
        assertThat(interleavings).isGreaterThan(40);
    }

    /** A group, and what was reported of its mails. */
    private static final class World {
        private static final List<UserId> USERS = List.of(new UserId("u-1"), new UserId("u-2"));
        private static final Map<State, Reach> REACHES = Map.of(
                State.SENT, Reach.SENT,
                State.DELIVERED, Reach.REACHED,
                State.BOUNCED, Reach.NOT_REACHABLE,
                State.COMPLAINED, Reach.NOT_REACHABLE);
        private static final Map<String, State> REPORTS =
                Map.of("Delivery", State.DELIVERED, "Bounce", State.BOUNCED, "Complaint", State.COMPLAINED);

        private final Functions functions = new Functions();
        private final Map<UserId, EnumSet<State>> reported = new HashMap<>();
        private Runnable unanswered = () -> {};

        private World() {
            functions.secondChannel.turnOn();
            USERS.forEach(user -> functions.user(user.value()));
        }

        private void observe(ObservedPort.Observer observer) {
            functions.observe(observer);
        }

        private void mail() {
            functions.opened();
            functions.work();
        }

        /** The post office reports of every letter that it has taken. */
        private void report(String report) {
            State state = REPORTS.get(report);
            functions.post.taken().forEach(post -> {
                reported.computeIfAbsent(post.user(), _ -> EnumSet.of(State.SENT))
                        .add(state);
                assertThat(functions.handle(heard(post, report)).batchItemFailures())
                        .isEmpty();
            });
        }

        private static String heard(InMemoryPostOffice.Post post, String report) {
            return Json.write(Map.of(
                    "report",
                    report,
                    "user",
                    Tags.encoded(post.user().value()),
                    "mail",
                    Tags.encoded(post.id().value()),
                    "messageId",
                    "message",
                    "sentAt",
                    "2023-01-01T00:00:00Z",
                    "at",
                    "2023-01-01T00:00:01Z"));
        }

        private void doubleMessages() {
            functions.queue.bodies().forEach(functions::handle);
        }

        /** The event of the group and all messages come again. */
        private void goOn() {
            List<UserId> twice = ofMail(State.SENDING).filter(this::hasLetter).toList();
            functions.opened();
            for (int turn = 0; turn < 4; turn++) {
                functions.clock.advance(Functions.VISIBILITY);
                functions.sweep();
                functions.work();
            }
            USERS.forEach(user -> {
                assertThat(functions.lettersTo(user)).isEqualTo(twice.contains(user) ? 2 : 1);
                EnumSet<State> heard = reported.getOrDefault(user, EnumSet.of(State.SENT));
                assertThat(ofMail(Collections.max(heard))).contains(user);
                assertThat(functions.reaches.find(user))
                        .isEqualTo(heard.stream().map(REACHES::get).max(Comparator.naturalOrder()));
                assertThat(functions.secondChannel.taken().values())
                        .filteredOn(letter -> letter.user().equals(user))
                        .hasSize(heard.contains(State.BOUNCED) || heard.contains(State.COMPLAINED) ? 1 : 0);
            });
            assertThat(functions.queue.deadLetters()).isEmpty();
        }

        private boolean hasLetter(UserId user) {
            return functions.lettersTo(user) > 0;
        }

        private Stream<UserId> ofMail(State state) {
            return functions.ledger.all().stream()
                    .filter(row -> row.mail().value().startsWith("exports-opened") && row.state() == state)
                    .map(Delivery::user);
        }
    }
}
