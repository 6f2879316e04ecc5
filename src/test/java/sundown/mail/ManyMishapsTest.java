package sundown.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.edge.QueueEvent;
import sundown.mail.DeliveryLedger.Delivery;
import sundown.mail.DeliveryLedger.Delivery.State;
import sundown.mail.PostOffice.Posted;
import sundown.mail.PostOffice.Tags;
import sundown.runtime.Death;
import sundown.runtime.ObservedPort;

/**
 * The events of a group and of its users come twice and in any order, workers die at any call, the post office is busy,
 * and reports come before what they report is noted. All that happens follows from a seed.
 */
@Tag("thorough")
class ManyMishapsTest {
    private static final int SEEDS = 200;

    /** Who has an address. */
    private static final int KNOWN = 5;

    private static final Set<State> TAKEN = EnumSet.of(State.SENT, State.DELIVERED, State.BOUNCED, State.COMPLAINED);

    @Test
    void everybodyGetsEachMailAndTwiceOnlyWhereAWorkerDiedBeforeItCouldNoteIt() {
        List<World> worlds =
                LongStream.range(0, SEEDS).mapToObj(World::new).peek(World::run).toList();

        assertThat(worlds.stream().filter(world -> world.unnoted > 0).count())
                .as("worlds in which a worker died so")
                .isGreaterThan(SEEDS / 10);
        assertThat(worlds.stream().mapToLong(World::twice).sum())
                .as("mails that came twice")
                .isPositive();
    }

    private static final class World implements ObservedPort.Observer {
        private final long seed;
        private final Random random;
        private final Functions functions = new Functions();
        private final List<Supplier<QueueEvent.Answer>> events = new ArrayList<>();
        private boolean calm;
        private boolean taken;

        /** How often a worker died when a letter was with the post office, and the ledger did not say so. */
        private int unnoted;

        World(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            List<UserId> users = new ArrayList<>();
            IntStream.range(0, KNOWN).forEach(number -> users.add(functions.user("u-" + number)));
            users.add(functions.listed("unknown"));
            events.add(functions::opened);
            users.forEach(user -> {
                events.add(() -> functions.ofUser(
                        user,
                        "refund-sent",
                        Map.of("state", "SUCCEEDED", "amountMinorUnits", 1_200, "currency", "EUR")));
                events.add(() -> functions.ofUser(
                        user,
                        "archive-ready",
                        Map.of("endsAt", functions.group.dates().close().toString())));
            });
            functions.observe(this);
        }

        @Override
        public void before(String call) {
            mayDie(call);
        }

        @Override
        public void after(String call) {
            taken = call.equals("PostOffice.post") || (taken && !call.equals("DeliveryLedger.save"));
            mayDie(call);
        }

        private void mayDie(String call) {
            if (!calm && random.nextInt(30) == 0) {
                unnoted += taken ? 1 : 0;
                taken = false;
                throw new Death.Died(call);
            }
        }

        void run() {
            for (int step = 0; step < 150; step++) {
                try {
                    step();
                } catch (Death.Died _) {
                    // its message comes again
                }
            }
            calm = true;
            for (int turn = 0; turn < 15; turn++) {
                List.copyOf(events).forEach(this::deliver);
                functions.clock.advance(Functions.VISIBILITY);
                functions.sweep();
                functions.work();
            }
            check();
        }

        private void step() {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> any(events).ifPresent(this::deliver);
                case 3 -> functions.work();
                case 4 -> functions.clock.advance(Duration.ofSeconds(random.nextInt(1_200)));
                case 5 -> functions.sweep();
                case 6 -> functions.post.answer(new Posted.Busy());
                default -> any(functions.post.taken()).ifPresent(this::report);
            }
        }

        /** What was done may come again. */
        private void deliver(Supplier<QueueEvent.Answer> event) {
            boolean done = event.get().batchItemFailures().isEmpty();
            if (done && (calm || random.nextBoolean())) {
                events.remove(event);
            }
        }

        private void report(InMemoryPostOffice.Post post) {
            String now = functions.clock.instant().toString();
            functions.handle(Json.write(Map.of(
                    "report",
                    random.nextInt(4) == 0 ? "Bounce" : "Delivery",
                    "user",
                    Tags.encoded(post.user().value()),
                    "mail",
                    Tags.encoded(post.id().value()),
                    "messageId",
                    "message",
                    "sentAt",
                    now,
                    "at",
                    now)));
        }

        private <T> Optional<T> any(List<T> some) {
            return some.isEmpty() ? Optional.empty() : Optional.of(some.get(random.nextInt(some.size())));
        }

        private void check() {
            assertThat(events).as("events, seed " + seed).isEmpty();
            assertThat(functions.ledger.all())
                    .as("rows, seed " + seed)
                    .hasSize(3 * (KNOWN + 1))
                    .allSatisfy(row -> {
                        if (row.user().value().equals("unknown")) {
                            assertThat(row.state()).isEqualTo(State.SKIPPED);
                            assertThat(letters(row)).isZero();
                        } else {
                            assertThat(row.state()).isIn(TAKEN);
                            assertThat(letters(row)).isPositive();
                        }
                    });
            assertThat(twice()).as("mails that came twice, seed " + seed).isLessThanOrEqualTo(unnoted);
        }

        /** Letters besides the first of each mail. */
        long twice() {
            return functions.post.taken().size()
                    - functions.post.taken().stream()
                            .map(post -> List.of(post.user(), post.id()))
                            .distinct()
                            .count();
        }

        private long letters(Delivery row) {
            return functions.post.taken().stream()
                    .filter(post -> post.user().equals(row.user()) && post.id().equals(row.mail()))
                    .count();
        }
    }
}
