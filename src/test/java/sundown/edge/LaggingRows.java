package sundown.edge;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/** Rows that show each change to eventually consistent reads after a lag, in the order of the changes. */
public final class LaggingRows<K, V> {
    private final NavigableMap<K, V> rows;
    private final NavigableMap<K, V> shown;
    private final Queue<Change<K, V>> unseen = new ArrayDeque<>();
    private final Lag lag;

    /** A change that the shown rows miss; nothing for a row stands for its removal. */
    private record Change<K, V>(K key, Optional<V> row, BooleanSupplier seen) {}

    public LaggingRows(Comparator<? super K> order, Lag lag) {
        this.rows = new TreeMap<>(order);
        this.shown = new TreeMap<>(order);
        this.lag = lag;
    }

    public Optional<V> find(K key) {
        return Optional.ofNullable(rows.get(key));
    }

    /** All rows in the order of their keys. */
    public Collection<V> all() {
        return rows.values();
    }

    public void put(K key, V row) {
        rows.put(key, row);
        unseen.add(new Change<>(key, Optional.of(row), lag.change()));
    }

    /** Puts a row, one version on, in the place of that of its version, 0 for none; nothing if that is another. */
    public Optional<V> save(K key, V row, ToLongFunction<V> version, UnaryOperator<V> saved) {
        if (find(key).map(version::applyAsLong).orElse(0L) != version.applyAsLong(row)) {
            return Optional.empty();
        }
        put(key, saved.apply(row));
        return find(key);
    }

    public void remove(K key) {
        rows.remove(key);
        unseen.add(new Change<>(key, Optional.empty(), lag.change()));
    }

    /** The rows as an eventually consistent read shows them. */
    public NavigableMap<K, V> shown() {
        while (!unseen.isEmpty() && unseen.element().seen().getAsBoolean()) {
            show(unseen.remove());
        }
        return shown;
    }

    private void show(Change<K, V> change) {
        change.row().ifPresentOrElse(row -> shown.put(change.key(), row), () -> shown.remove(change.key()));
    }
}
