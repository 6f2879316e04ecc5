package sundown.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.digest.Sha256;
import sundown.failure.Backoff;
import sundown.gallery.GalleryOrders.Place;
import sundown.gallery.Item;
import sundown.gallery.Tally;
import sundown.media.Choice;
import sundown.media.MediaType;
import sundown.transfer.InventoryStore.Inventory;
import sundown.transfer.InventoryStore.Inventory.Marked;
import sundown.transfer.InventoryStore.Inventory.Ordered;
import sundown.transfer.InventoryStore.Inventory.Undated;

/** Decides when a gallery is counted, and how. Pure. */
public final class InventoryRules {
    /** How many albums are told apart: the row of a count under way has a hash of each. */
    public static final int ALBUMS_MAX = 10_000;

    /** How many albums a user can choose by their names: these are in the row, which is read with each status. */
    public static final int ALBUMS_NAMED_MAX = 200;

    private static final Choice WITHOUT_PRIVATE = Choice.of(Choice.Selection.ALL, Optional.of(false));

    /** How long a result is good. Galleries only shrink once exports are open, because sync has ended. */
    static final Duration COUNT_AGE_MAX = Duration.ofDays(1);

    /** How long after the last progress the sweep sends for a count: longer than the queue hides a message. */
    static final Duration SILENCE_MAX = Duration.ofMinutes(15);

    /** A gallery that cannot be counted is tried this often, so that it costs little. */
    private static final Backoff LOOKS = new Backoff(SILENCE_MAX, Duration.ofHours(12));

    /** 64 of a hash's bits: two of 10,000 names are equal in one of 400 billion galleries. */
    private static final int HASH_DIGITS = 16;

    private InventoryRules() {}

    /** The result, if it is still good. */
    public static Optional<Inventory.Counted> fresh(Inventory inventory, Instant now) {
        return inventory.counted().filter(counted -> now.isBefore(counted.at().plus(COUNT_AGE_MAX)));
    }

    /** The inventory with a new count, if its gallery must be counted and no count is under way. */
    static Optional<Inventory> begun(UserId user, Optional<Inventory> found, Instant now) {
        Inventory inventory = found.orElseGet(() -> none(user));
        return inventory.count().isPresent() || fresh(inventory, now).isPresent()
                ? Optional.empty()
                : Optional.of(begun(inventory, Optional.empty(), now));
    }

    /** The inventory with a new count that writes an order for a choice, unless there is one or it is being written. */
    static Optional<Inventory> ordering(UserId user, Optional<Inventory> found, Choice choice, Instant now) {
        Inventory inventory = found.orElseGet(() -> none(user));
        boolean isBeingWritten = inventory
                .count()
                .flatMap(Inventory.Count::ordering)
                .filter(ordering -> ordering.chosen().choice().equals(choice))
                .isPresent();
        return inventory.ordered(choice).isPresent() || isBeingWritten
                ? Optional.empty()
                : Optional.of(begun(inventory, Optional.of(Inventory.Ordering.of(choice)), now));
    }

    private static Inventory none(UserId user) {
        return new Inventory(user, Optional.empty(), Optional.empty(), Optional.empty(), 0);
    }

    private static Inventory begun(Inventory inventory, Optional<Inventory.Ordering> ordering, Instant now) {
        return inventory.counting(new Inventory.Count(
                Optional.empty(), Inventory.Holdings.NONE, Set.of(), ordering, 0, now.plus(SILENCE_MAX)));
    }

    /**
     * Sorts the places of a gallery: album by album, the one with the newest item first, and items without one last, so
     * that of two copies the one in an album comes first; in an album, the oldest item first.
     */
    static List<Place> sorted(List<Place> places) {
        Map<Optional<String>, Long> newest =
                places.stream().collect(Collectors.toMap(Place::album, InventoryRules::taken, Math::max));
        return places.stream()
                .sorted(Comparator.<Place, Boolean>comparing(
                                place -> place.album().isEmpty())
                        .thenComparing(place -> newest.get(place.album()), Comparator.reverseOrder())
                        .thenComparing(place -> place.album().orElse(""))
                        .thenComparing(InventoryRules::taken)
                        .thenComparing(Place::item))
                .toList();
    }

    private static long taken(Place place) {
        return place.takenAt().orElse(Long.MIN_VALUE);
    }

    /** A count with the next page of its gallery. */
    static Inventory.Count plus(Inventory.Count count, List<Item> page, Optional<Undated> undated, Instant now) {
        Inventory.Holdings found = count.found();
        Tally all = found.all();
        Set<Long> hashes = new HashSet<>(count.hashes());
        Map<FailureReason, Tally> unsupported = new HashMap<>(found.unsupported());
        long livePhotos = found.livePhotos();
        Marked marked = found.marked();
        for (Item item : page) {
            Tally one = Tally.one(item.bytes());
            all = all.plus(one);
            marked = marked.plus(item);
            livePhotos += item.groupWith().isPresent() ? 1 : 0;
            item.albums().forEach(album -> add(hashes, album));
            FailureReason.ofName(item).ifPresent(reason -> unsupported.merge(reason, one, Tally::plus));
        }
        Inventory.Holdings more = new Inventory.Holdings(
                all,
                hashes.size(),
                unsupported,
                livePhotos,
                marked,
                Stream.concat(found.undated().stream(), undated.stream()).reduce(Undated::plus),
                plus(found.parts(), page));
        return new Inventory.Count(
                page.isEmpty() ? count.cursor() : Optional.of(page.getLast().id()),
                more,
                hashes,
                count.ordering().map(ordering -> ordering.plus(page)),
                0,
                now.plus(SILENCE_MAX));
    }

    private static Inventory.Parts plus(Inventory.Parts parts, List<Item> page) {
        Map<Integer, Tally> photos = new HashMap<>(parts.photos());
        Map<Integer, Tally> videos = new HashMap<>(parts.videos());
        Map<String, Tally> named = new HashMap<>(parts.named());
        page.stream().filter(WITHOUT_PRIVATE::takes).forEach(item -> {
            Tally one = Tally.one(item.bytes());
            (MediaType.kindOf(item.name()) == MediaType.Kind.PHOTO ? photos : videos)
                    .merge(item.year(), one, Tally::plus);
            item.albums().stream()
                    .filter(album -> album.length() <= Choice.Selection.ALBUM_CHARACTERS_MAX)
                    .filter(album -> named.size() < ALBUMS_NAMED_MAX || named.containsKey(album))
                    .forEach(album -> named.merge(album, one, Tally::plus));
        });
        return new Inventory.Parts(photos, videos, named);
    }

    private static void add(Set<Long> hashes, String album) {
        if (hashes.size() < ALBUMS_MAX) {
            hashes.add(HexFormat.fromHexDigitsToLong(Sha256.over(album).hex(), 0, HASH_DIGITS));
        }
    }

    /**
     * The items of a page whose files are looked at, evenly spread: a share that is equal for all pages, so that the
     * sum stands for the gallery. A gallery of one page has its own share, and a small one is looked at whole.
     */
    static List<Item> sample(List<Item> page, boolean first, CountSettings settings) {
        int all = first && page.size() < settings.page() ? page.size() : settings.page();
        int step = Math.max(1, Math.ceilDiv(all, settings.looks()));
        return IntStream.range(0, page.size())
                .filter(index -> index % step == 0)
                .mapToObj(page::get)
                .toList();
    }

    /** The inventory at the end of its count, which may have written an order. */
    static Inventory ended(Inventory inventory, Inventory.Count count, Optional<Ordered> written, Instant now) {
        return inventory.with(new Inventory.Counted(count.found(), now), written);
    }

    /** A count that seems lost, to be sent for again; nothing when it is not due. */
    static Optional<Inventory> again(Inventory inventory, Instant now) {
        return inventory
                .count()
                .filter(count -> !now.isBefore(count.checkAt()))
                .map(count -> inventory.counting(new Inventory.Count(
                        count.cursor(),
                        count.found(),
                        count.hashes(),
                        count.ordering(),
                        count.attempt() + 1,
                        now.plus(LOOKS.after(count.attempt() + 1)))));
    }

    /**
     * How far one run counts.
     *
     * @param page how many items are read at once
     * @param pages how many pages a run counts before it hands itself on
     * @param looks how many files of a page are looked at for a date
     */
    public record CountSettings(int page, int pages, int looks) {
        /**
         * 20,000 items: some seconds of the function's 120, and 50 runs for a gallery of a million items. To look at
         * all files would cost as much as to read them for a transfer.
         */
        public static final CountSettings DEPLOYED = new CountSettings(1_000, 20, 50);

        public CountSettings {
            if (page < 1 || pages < 1 || looks < 1) {
                throw new IllegalArgumentException("a run counts at least one item");
            }
        }
    }
}
