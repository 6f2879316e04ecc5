package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.gallery.Tally;
import sundown.timeline.Dates.Phase;
import sundown.transfer.Progress.Cursor;
import sundown.transfer.Transfer.TransferMessage;
import sundown.transfer.Transfer.TransferState;

/**
 * A queue of transfers at half, once and three times the capacity of its workers for half a day: the rules decide on
 * every message, batch and wake. A transfer has sixty batches and needs two runs.
 */
@Tag("thorough")
class OverloadTest extends Given {
    private static final int WORKERS = 5;
    private static final int BATCHES = 60;
    private static final int BATCHES_A_RUN = 40;
    private static final Duration FOR_BATCH = Duration.ofSeconds(5);
    private static final Duration FOR_DROP = Duration.ofMillis(50);
    private static final Duration RUSH = Duration.ofHours(6);
    private static final Duration SWEEP = Duration.ofMinutes(1);

    private final List<Transfer> transfers = new ArrayList<>();
    private final PriorityQueue<Message> queue = new PriorityQueue<>(Comparator.comparing(Message::readyAt));
    private final PriorityQueue<Instant> workers = new PriorityQueue<>();
    private Instant nextArrival = NOW;
    private Instant nextSweep = NOW.plus(SWEEP);
    private int moved;
    private int dropped;
    private int sent;
    private Duration longestWait = Duration.ZERO;

    /** A message of the transfer with this index. */
    private record Message(int transfer, TransferMessage body, Instant sentAt, Instant readyAt) {}

    @ParameterizedTest
    @CsvSource({"0.5, PT1M", "1, PT20M", "3, PT15H"})
    void hardlyAnyMessageIsStale(double load, Duration mostWait) {
        Duration between =
                Duration.ofMillis((long) (FOR_BATCH.multipliedBy(BATCHES).toMillis() / (WORKERS * load)));
        for (int count = 0; count < WORKERS; count++) {
            workers.add(NOW);
        }

        while (!finished(between)) {
            work(workers.remove(), between);
        }

        assertThat(moved).isEqualTo(transfers.size() * BATCHES);
        assertThat(longestWait).isLessThan(mostWait);
        assertThat((double) dropped / moved).isLessThan(0.05);
        assertThat(sent).isLessThanOrEqualTo(transfers.size() * 5);
    }

    private boolean finished(Duration between) {
        return arrivals(between) == transfers.size()
                && queue.isEmpty()
                && transfers.stream().noneMatch(transfer -> transfer.state().active());
    }

    private static int arrivals(Duration between) {
        return (int) RUSH.dividedBy(between);
    }

    /** What a worker does that is free from an instant on. */
    private void work(Instant from, Duration between) {
        Instant now = from;
        bringUpTo(now, between);
        while (queue.isEmpty() || queue.peek().readyAt().isAfter(now)) {
            if (finished(between)) {
                return;
            }
            now = now.plusSeconds(1);
            bringUpTo(now, between);
        }
        workers.add(handle(queue.remove(), now));
    }

    private void bringUpTo(Instant now, Duration between) {
        while (transfers.size() < arrivals(between) && !nextArrival.isAfter(now)) {
            start(nextArrival);
            nextArrival = nextArrival.plus(between);
        }
        for (; !nextSweep.isAfter(now); nextSweep = nextSweep.plus(SWEEP)) {
            sweep(nextSweep);
        }
    }

    private void start(Instant now) {
        Transfer counted = running()
                .with(Progress.startingAt(now, new Tally(BATCHES, BATCHES * 10L)))
                .withState(new TransferState.Running(now.plus(TransferRules.FIRST_LEASE)));
        transfers.add(counted);
        send(transfers.size() - 1, now, now);
    }

    private void sweep(Instant now) {
        for (int index = 0; index < transfers.size(); index++) {
            Optional<Transfer> woken = TransferRules.woken(transfers.get(index), now);
            if (woken.isPresent()) {
                transfers.set(index, woken.get());
                send(index, now, now);
            }
        }
    }

    private void send(int index, Instant now, Instant readyAt) {
        sent++;
        queue.add(new Message(index, transfers.get(index).message(CORRELATION), now, readyAt));
    }

    /** Returns when its worker is free again. */
    private Instant handle(Message message, Instant now) {
        Transfer transfer = transfers.get(message.transfer());
        return switch (TransferRules.admit(transfer, message.body(), Phase.EXPORTS_OPEN, now)) {
            case WORK -> run(message, transfer, now);
            case DROP -> {
                dropped++;
                yield now.plus(FOR_DROP);
            }
            case ASK_FOR_COUNT, CLOSE -> throw new AssertionError("nothing is counted or closed here");
        };
    }

    /** The queue hands out no other message of its transfer before it ends. */
    private Instant run(Message message, Transfer found, Instant start) {
        Duration waited = Duration.between(message.sentAt(), start);
        longestWait = waited.compareTo(longestWait) > 0 ? waited : longestWait;
        Transfer transfer = TransferRules.waited(found, waited);
        Instant now = start;
        for (int count = 0; count < BATCHES_A_RUN && transfer.state().active(); count++) {
            now = now.plus(FOR_BATCH);
            int number = transfer.progress().batch();
            Batch batch = new Batch(
                    transfer.progress().cursor(),
                    Optional.of(Cursor.after(number)),
                    Optional.empty(),
                    List.of(uploaded(number)));
            transfer = TransferRules.batchCounted(transfer, batch, List.of(done(number)), 0, now);
            if (number == BATCHES) {
                transfer = TransferRules.finished(transfer, NO_ALBUMS, now);
            }
            moved++;
        }
        transfers.set(message.transfer(), transfer);
        holdBack(message.transfer(), now);
        if (transfer.state().active()) {
            send(message.transfer(), now, now);
        }
        return now;
    }

    private void holdBack(int index, Instant end) {
        List<Message> others =
                queue.stream().filter(message -> message.transfer() == index).toList();
        queue.removeAll(others);
        others.forEach(message -> queue.add(new Message(index, message.body(), message.sentAt(), later(message, end))));
    }

    private static Instant later(Message message, Instant end) {
        return message.readyAt().isBefore(end) ? end : message.readyAt();
    }
}
