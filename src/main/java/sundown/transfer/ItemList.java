package sundown.transfer;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.edge.Code;
import sundown.edge.CsvTable;
import sundown.gallery.GalleryIndex;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.transfer.ListPlace.InBatch;
import sundown.transfer.ListPlace.InFailures;
import sundown.transfer.TransferStore.FailedItem;

/**
 * Lists what became of each item of a transfer: what the library has, in the order in which it was moved, and then what
 * failed. Names, albums, and dates are those that the gallery has now.
 */
@Singleton
public record ItemList(TransferStore transfers, GalleryIndex gallery) {
    /** The most items that the gallery finds in one call. */
    private static final int FOUND_MAX = 100;

    /**
     * A page of the list.
     *
     * @param next the value of {@code after} that lists the next page; absent on the last. A page may have fewer items
     *     than the limit, though another follows
     */
    @RegisterForReflection
    record Page(List<ListedItem> items, Optional<String> next) {}

    /**
     * An item.
     *
     * @param name its id if it has left the gallery
     * @param bytes its size, as long as something knows it
     * @param isPrivate whether its user hides it; absent if it has left the gallery
     * @param retryable whether it can be tried again: not if the reason why it failed cannot change
     * @param message why it failed
     * @param link to it in the library, if that is known
     */
    @RegisterForReflection
    record ListedItem(
            ItemId item,
            String name,
            Optional<Long> bytes,
            Set<String> albums,
            Optional<Instant> takenAt,
            @JsonProperty("private") Optional<Boolean> isPrivate,
            String state,
            Optional<FailureReason> reason,
            Optional<Boolean> retryable,
            Optional<String> message,
            Optional<String> link) {
        private static ListedItem of(Outcome outcome, Optional<Item> item) {
            Optional<FailedItem> failed = outcome.failed();
            Optional<FailureReason> reason = failed.map(FailedItem::reason);
            return new ListedItem(
                    outcome.item(),
                    item.map(Item::name).or(() -> failed.map(FailedItem::name)).orElseGet(outcome.item()::value),
                    failed.map(FailedItem::bytes).or(() -> item.map(Item::bytes)),
                    item.map(Item::albums).orElse(Set.of()),
                    item.flatMap(Item::takenAt),
                    item.map(known -> known.marks().isPrivate().isPresent()),
                    outcome.state().code(),
                    reason,
                    reason.map(why -> !why.permanent()),
                    reason.map(FailureReason::sentence),
                    outcome.link());
        }
    }

    /** What became of an item. */
    public enum State implements Code {
        MOVED,
        ALREADY_THERE,
        FAILED
    }

    private record Outcome(ItemId item, State state, Optional<FailedItem> failed, Optional<String> link) {
        private static Outcome of(Batch.Entry entry, Batch.Taken taken) {
            State state = taken.duplicate() ? State.ALREADY_THERE : State.MOVED;
            return new Outcome(entry.item(), state, Optional.empty(), taken.link());
        }

        private static Outcome of(FailedItem failed) {
            return new Outcome(failed.item(), State.FAILED, Optional.of(failed), Optional.empty());
        }
    }

    /** Some of the outcomes, and where the others follow. */
    private record Part(List<Outcome> outcomes, Optional<ListPlace> next) {}

    /** Lists a page of at most so many items. */
    Page page(Transfer transfer, ListPlace from, int limit) {
        Part part =
                switch (from) {
                    case InBatch place -> taken(transfer, place, limit);
                    case InFailures(Optional<ItemId> after) -> failed(transfer, after, limit);
                };
        Map<ItemId, Item> found = find(
                transfer.user(),
                part.outcomes().stream().map(Outcome::item).distinct().toList());
        return new Page(
                part.outcomes().stream()
                        .map(outcome -> ListedItem.of(outcome, Optional.ofNullable(found.get(outcome.item()))))
                        .toList(),
                part.next().map(ListPlace::toString));
    }

    /** Reads no more batches than such a page may fill. Where they end, the failures begin on the same page. */
    private Part taken(Transfer transfer, InBatch from, int limit) {
        List<SettledBatch> batches =
                transfers.listSettled(transfer, from.batch(), Math.ceilDiv(limit, Batch.ITEMS_MAX));
        List<InBatch> places = batches.stream()
                .flatMap(settled -> places(settled, from))
                .limit(limit + 1L)
                .toList();
        List<Outcome> outcomes = new ArrayList<>();
        Map<Integer, Batch> byNumber =
                batches.stream().collect(Collectors.toMap(SettledBatch::number, SettledBatch::batch));
        places.stream()
                .limit(limit)
                .map(place -> byNumber.get(place.batch()).entries().get(place.passed()))
                .forEach(entry -> outcomes.add(Outcome.of(entry, (Batch.Taken) entry.step())));
        if (places.size() > limit) {
            return new Part(outcomes, Optional.of(places.getLast()));
        }
        int next = batches.isEmpty()
                ? transfer.progress().batch()
                : batches.getLast().number() + 1;
        if (next < transfer.progress().batch()) {
            return new Part(outcomes, Optional.of(new InBatch(next, 0)));
        }
        if (outcomes.size() == limit) {
            return new Part(outcomes, Optional.of(new InFailures(Optional.empty())));
        }
        Part failed = failed(transfer, Optional.empty(), limit - outcomes.size());
        outcomes.addAll(failed.outcomes());
        return new Part(outcomes, failed.next());
    }

    /** The places of what the library has taken, from one on. */
    private static Stream<InBatch> places(SettledBatch settled, InBatch from) {
        int passed = settled.number() == from.batch() ? from.passed() : 0;
        List<Batch.Entry> entries = settled.batch().entries();
        return IntStream.range(passed, entries.size())
                .filter(index -> entries.get(index).step() instanceof Batch.Taken)
                .mapToObj(index -> new InBatch(settled.number(), index));
    }

    private Part failed(Transfer transfer, Optional<ItemId> after, int limit) {
        List<FailedItem> failures = transfers.listFailures(transfer, after, limit);
        Optional<ListPlace> next = failures.size() < limit
                ? Optional.empty()
                : Optional.of(new InFailures(Optional.of(failures.getLast().item())));
        return new Part(failures.stream().map(Outcome::of).toList(), next);
    }

    private Map<ItemId, Item> find(UserId user, List<ItemId> ids) {
        Map<ItemId, Item> found = new HashMap<>();
        for (int from = 0; from < ids.size(); from += FOUND_MAX) {
            Collection<ItemId> some = ids.subList(from, Math.min(ids.size(), from + FOUND_MAX));
            gallery.find(user, some).forEach(item -> found.put(item.id(), item));
        }
        return found;
    }

    /** The items of a page as a table. */
    static String table(Page page) {
        return page.items().stream()
                .map(item -> CsvTable.line(
                        item.name(),
                        String.join("; ", item.albums()),
                        item.takenAt().map(Instant::toString).orElse(""),
                        words(item),
                        item.link().orElse("")))
                .collect(Collectors.joining("", CsvTable.header("name", "albums", "date taken", "state", "link"), ""));
    }

    private static String words(ListedItem item) {
        return item.state().replace('-', ' ')
                + item.message().map(why -> ": " + why).orElse("");
    }
}
