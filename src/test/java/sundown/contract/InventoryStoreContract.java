package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Tally;
import sundown.media.Choice;
import sundown.media.Choice.Selection;
import sundown.media.MediaType;
import sundown.sweep.Wake.Shards;
import sundown.transfer.FailureReason;
import sundown.transfer.InventoryStore;
import sundown.transfer.InventoryStore.Inventory;

/** What every store of inventories promises. */
public abstract class InventoryStoreContract {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.000000001Z");
    private static final Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");
    private static final AtomicInteger USERS = new AtomicInteger();

    private final InventoryStore store;
    private final UserId user = new UserId("counted-" + USERS.incrementAndGet());

    /** The second of two choices. */
    private static final Choice CHOICE = Choice.of(
                    new Selection(Set.of("A", "B"), Set.of(), Optional.of(MediaType.Kind.VIDEO), Optional.of(true)),
                    Optional.empty())
            .further(new Selection(Set.of(), Set.of(0, 2019), Optional.empty(), Optional.empty()), Optional.of(true));

    private static final Inventory.Chosen CHOSEN =
            new Inventory.Chosen(CHOICE, Tally.one(7), Tally.NONE, new Tally(2, 1L << 50));
    private static final Optional<Inventory.Ordered> ORDERED =
            Optional.of(new Inventory.Ordered(Long.MAX_VALUE, CHOSEN));

    protected InventoryStoreContract(InventoryStore store) {
        this.store = store;
    }

    @Test
    void knowsNothingAtFirst() {
        assertThat(store.find(user)).isEmpty();
    }

    @Test
    void keepsACountHalfWayBesideTheResultBefore() {
        Inventory.Count count = new Inventory.Count(
                Optional.of(new ItemId("item-7")),
                new Inventory.Holdings(
                        new Tally(7, 1L << 50),
                        4,
                        Map.of(
                                FailureReason.EMPTY,
                                new Tally(2, 0),
                                FailureReason.PHOTO_TOO_LARGE,
                                new Tally(1, 1L << 40)),
                        5,
                        new Inventory.Marked(Tally.one(9), new Tally(2, 1L << 50), Tally.NONE),
                        Optional.of(new Inventory.Undated(3, 2, 1)),
                        new Inventory.Parts(
                                Map.of(0, Tally.one(1), 2019, new Tally(5, 1L << 50)),
                                Map.of(),
                                Map.of("Été, ☀", Tally.one(1)))),
                Set.of(Long.MIN_VALUE, -1L, 0L, Long.MAX_VALUE),
                Optional.of(new Inventory.Ordering(List.of(Long.MAX_VALUE, 1L), CHOSEN)),
                3,
                NOW);
        Inventory again = new Inventory(user, Optional.of(counted()), Optional.of(count), ORDERED, 0);

        store.save(again);

        assertThat(store.find(user)).contains(again.saved());
    }

    @Test
    void letsOneOfTwoSavesWin() {
        Inventory first = store.save(counting(count(NOW))).orElseThrow();

        assertThat(store.save(counting(count(NOW.plusSeconds(1))))).isEmpty();
        assertThat(store.save(first)).isPresent();
        assertThat(store.save(first)).isEmpty();
    }

    @Test
    void findsOnlyCountsThatAreDueTheLongestWaitingFirst() {
        Inventory due = store.save(counting(count(LONG_AGO))).orElseThrow();
        UserId later = Stream.iterate(1, number -> number + 1)
                .map(number -> new UserId(user + "-later-" + number))
                .filter(other -> Shards.of(other.value()) == Shards.of(user.value()))
                .findFirst()
                .orElseThrow();
        store.save(
                new Inventory(later, Optional.empty(), Optional.of(count(LONG_AGO.plusNanos(1))), Optional.empty(), 0));
        UserId done = new UserId(user + "-done");
        store.save(new Inventory(done, Optional.of(counted()), Optional.empty(), ORDERED, 0));

        assertThat(due(LONG_AGO, 100)).contains(user).doesNotContain(later, done);
        assertThat(due(LONG_AGO.plusNanos(1), 100)).containsSubsequence(user, later);
        assertThat(due(LONG_AGO.plusNanos(1), 1)).hasSize(1);

        store.save(new Inventory(user, Optional.of(counted()), Optional.empty(), Optional.empty(), due.version()));
        assertThat(due(LONG_AGO.plus(Duration.ofDays(1)), 100)).doesNotContain(user);
    }

    private List<UserId> due(Instant now, int limit) {
        return store.listDue(Shards.of(user.value()), now, limit);
    }

    private Inventory counting(Inventory.Count count) {
        return new Inventory(user, Optional.empty(), Optional.of(count), Optional.empty(), 0);
    }

    private static Inventory.Count count(Instant checkAt) {
        return new Inventory.Count(
                Optional.empty(),
                Inventory.Holdings.NONE,
                Set.of(),
                Optional.of(new Inventory.Ordering(List.of(), CHOSEN)),
                0,
                checkAt);
    }

    private static Inventory.Counted counted() {
        return new Inventory.Counted(
                new Inventory.Holdings(
                        new Tally(12, 3_000_000_000L),
                        4,
                        Map.of(FailureReason.UNSUPPORTED_TYPE, Tally.one(5)),
                        6,
                        new Inventory.Marked(new Tally(3, 1_000), Tally.one(2), new Tally(5, 0)),
                        Optional.of(new Inventory.Undated(12, 0, 0)),
                        new Inventory.Parts(Map.of(), Map.of(2020, Tally.one(3)), Map.of())),
                NOW);
    }
}
