package sundown.simulation.invariant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import sundown.account.UserId;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Tally;
import sundown.simulation.run.Run;
import sundown.simulation.run.Violation;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.Progress.Counts;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferId;

/**
 * The reference: what became of each item, kept item by item from the answers that the library gave, while the transfer
 * keeps sums only.
 */
public final class Ledger {
    private final Map<TransferId, Book> books = new HashMap<>();

    /** What became of an item. */
    public enum Ending {
        DONE,
        DUPLICATE,
        FAILED
    }

    /** An item with an end. */
    public record Entry(Ending ending, long bytes, boolean permanent) {}

    /** A new transfer. */
    public void open(Transfer transfer) {
        books.put(transfer.id(), new Book(transfer));
    }

    /** All transfers that a user has had to an account. */
    List<Transfer> transfers(UserId user, LibraryAccount account) {
        return books.values().stream()
                .map(book -> book.opened)
                .filter(opened -> opened.user().equals(user) && opened.account().is(account))
                .toList();
    }

    public Book of(TransferId transfer) {
        return books.get(transfer);
    }

    /** One transfer's items. */
    public static final class Book {
        private final Map<ItemId, Entry> entries = new TreeMap<>();
        private final Map<Ending, Tally> tallies = new HashMap<>();
        private final Map<Integer, Run.Creation> creations = new HashMap<>();
        private Transfer opened;

        private Book(Transfer opened) {
            this.opened = opened;
        }

        /** The gallery is counted for a transfer, or once more for another choice. */
        public void count(Transfer counted) {
            opened = counted;
        }

        /** A batch is saved with what the library has taken of it; another run may count it. */
        public void keep(int batch, Run.Creation creation) {
            creations.put(batch, creation);
        }

        /** What the library answered for a batch, as it is saved. */
        public Optional<Run.Creation> creation(int batch) {
            return Optional.ofNullable(creations.get(batch));
        }

        /** Items have been counted. */
        public void enter(Map<ItemId, Entry> counted) {
            counted.forEach((item, entry) -> {
                Entry earlier = entries.putIfAbsent(item, entry);
                Violation.unless(
                        earlier == null, "an item is counted once", item + " was " + earlier + " and is " + entry);
                tallies.merge(entry.ending(), Tally.one(entry.bytes()), Tally::plus);
            });
        }

        /** What failed is pending again, unless its reason cannot change. */
        public void reopenFailed() {
            entries.values().removeIf(entry -> entry.ending() == Ending.FAILED && !entry.permanent());
            tallies.put(Ending.FAILED, permanent());
        }

        private Tally permanent() {
            return entries.values().stream()
                    .filter(Entry::permanent)
                    .map(entry -> Tally.one(entry.bytes()))
                    .reduce(Tally.NONE, Tally::plus);
        }

        /** The sums of a transfer are the sums of its items. */
        public void requireEqual(Counts counts) {
            requireEqual(counts.total(), opened.counts().total(), "total");
            requireEqual(counts.done(), tally(Ending.DONE), "done");
            requireEqual(counts.duplicate(), tally(Ending.DUPLICATE), "duplicate");
            requireEqual(counts.failed(), tally(Ending.FAILED), "failed");
            requireEqual(counts.permanent(), permanent(), "permanent");
            Tally sum = counts.settled().plus(counts.pending());
            requireEqual(sum, counts.total(), "sum");
        }

        private static void requireEqual(Tally counted, Tally answered, String what) {
            Violation.unless(
                    counted.equals(answered),
                    "the counts are what the library answered",
                    what + " is " + counted + " and should be " + answered);
        }

        private Tally tally(Ending ending) {
            return tallies.getOrDefault(ending, Tally.NONE);
        }

        public boolean has(ItemId item) {
            return entries.containsKey(item);
        }

        /** The items that the library has, done or duplicate. */
        public Set<ItemId> taken() {
            return with(ending -> ending != Ending.FAILED);
        }

        public Set<ItemId> failed() {
            return with(ending -> ending == Ending.FAILED);
        }

        private Set<ItemId> with(Predicate<Ending> wanted) {
            return entries.entrySet().stream()
                    .filter(entry -> wanted.test(entry.getValue().ending()))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        }
    }
}
