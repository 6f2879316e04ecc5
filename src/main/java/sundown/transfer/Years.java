package sundown.transfer;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;

/**
 * The items in the library by the years in which they were taken.
 *
 * @param items how many, by year; under {@link Item#NO_YEAR} those without a date
 */
@RegisterForReflection
public record Years(Map<String, Long> items) {
    /** No items. */
    public static final Years NONE = new Years(Map.of());

    public Years {
        SortedMap<String, Long> sorted = new TreeMap<>(items);
        items = Collections.unmodifiableMap(sorted);
    }

    /** Adds what the library has taken of a batch. */
    Years plus(Batch settled, Map<ItemId, Item> found) {
        Map<String, Long> sum = new TreeMap<>(items);
        settled.entries().stream()
                .filter(entry -> entry.step() instanceof Batch.Taken)
                .map(entry -> Optional.ofNullable(found.get(entry.item()))
                        .map(Item::year)
                        .orElse(Item.NO_YEAR))
                .forEach(year -> sum.merge(Integer.toString(year), 1L, Long::sum));
        return new Years(sum);
    }

    /** How many items there are in all. */
    public long total() {
        return items.values().stream().mapToLong(Long::longValue).sum();
    }
}
