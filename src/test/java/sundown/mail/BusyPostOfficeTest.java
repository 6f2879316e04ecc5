package sundown.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.job.GroupUsers.GroupChunks;
import sundown.mail.PostOffice.Posted;
import sundown.runtime.ObservedPort;

/**
 * The workers of a group could post ten times the letters that the post office takes in a second, and the events of
 * users come meanwhile. Time is virtual: each call of the post office takes its part of the time of all workers.
 */
class BusyPostOfficeTest implements ObservedPort.Observer {
    /** What SES grants an account at first. */
    private static final double LETTERS_A_SECOND = 14;

    private static final int WORKERS = 20;
    private static final Duration CALL = Duration.ofMillis(120).dividedBy(WORKERS);
    private static final GroupChunks CHUNKS = new GroupChunks(256);
    private static final int USERS = 5_000;

    /** All chunks begin at the same time. */
    private static final Duration SYNCHRONIZED = Duration.ofMinutes(1);

    private static final Duration MEASURED = Duration.ofMinutes(4);
    private static final Duration BETWEEN_EVENTS = Duration.ofSeconds(3);

    private final Functions functions = new Functions(CHUNKS);
    private final Instant begin = functions.clock.instant();
    private final Map<UserId, Instant> events = new LinkedHashMap<>();
    private double free = LETTERS_A_SECOND;
    private Instant counted = begin;
    private boolean inAnEvent;

    @Test
    void letsTheEventsOfUsersPassAGroupWhileItTakesAllThatIsLeft() {
        IntStream.range(0, USERS).forEach(number -> functions.user("u-" + number));
        functions.observe(this);
        functions.opened();
        while (functions.queue.size() + functions.events.size() > 0) {
            functions.workOnGroup();
            functions.clock.moveTo(
                    Stream.of(functions.queue.nextVisible(), functions.events.nextVisible(), Optional.of(nextEvent()))
                            .flatMap(Optional::stream)
                            .min(Instant::compareTo)
                            .orElseThrow());
            workOnEvents();
        }

        List<Duration> waits = events.entrySet().stream()
                .map(event -> Duration.between(
                        event.getValue(), functions.row(event.getKey()).sentAt().orElseThrow()))
                .sorted()
                .toList();
        assertThat(functions.post.taken()).hasSize(USERS + waits.size());
        assertThat(waits.get(waits.size() / 2)).as("half of the events").isLessThan(Duration.ofSeconds(1));
        assertThat(waits.getLast()).as("all events").isLessThanOrEqualTo(Duration.ofMinutes(5));
        assertThat(functions.events.deadLetters()).isEmpty();
        assertThat(functions.queue.deadLetters()).isEmpty();
        assertThat(functions.ledger.all().stream()
                        .map(row -> Duration.between(begin, row.sentAt().orElseThrow()))
                        .filter(at -> at.compareTo(SYNCHRONIZED) > 0 && at.compareTo(SYNCHRONIZED.plus(MEASURED)) <= 0)
                        .count())
                .as("letters in the minutes in which no chunk has ended")
                .isBetween((long) (0.7 * LETTERS_A_SECOND * MEASURED.toSeconds()), (long)
                        (1.01 * LETTERS_A_SECOND * MEASURED.toSeconds()));
    }

    @Override
    public void before(String call) {
        if (call.equals("PostOffice.post")) {
            workOnEvents();
            functions.clock.advance(CALL);
            take();
        }
    }

    private void take() {
        Instant now = functions.clock.instant();
        free = Math.min(LETTERS_A_SECOND, free + Duration.between(counted, now).toNanos() / 1e9 * LETTERS_A_SECOND);
        counted = now;
        if (free < 1) {
            functions.post.answer(new Posted.Busy());
        } else {
            free--;
        }
    }

    /** Other workers than those of the group work on events, at the same time. */
    private void workOnEvents() {
        if (inAnEvent) {
            return;
        }
        inAnEvent = true;
        if (!nextEvent().isAfter(functions.clock.instant()) && functions.queue.size() > 0) {
            UserId user = new UserId("e-" + events.size());
            functions.addresses.add(user, "en", true);
            events.put(user, functions.clock.instant());
            assertThat(functions
                            .ofUser(
                                    user,
                                    "archive-ready",
                                    Map.of(
                                            "endsAt",
                                            functions.group.dates().close().toString()))
                            .batchItemFailures())
                    .isEmpty();
        }
        functions.workOnEvents();
        inAnEvent = false;
    }

    private Instant nextEvent() {
        return begin.plus(BETWEEN_EVENTS.multipliedBy(events.size() + 1L));
    }
}
