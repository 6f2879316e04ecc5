package sundown.gallery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sundown.account.UserId;

/** The orders of galleries in memory. Safe for use by several threads. */
public final class InMemoryGalleryOrders implements GalleryOrders {
    private final int readsMost;
    private final Map<UserId, Map<Long, List<Place>>> orders = new HashMap<>();

    public InMemoryGalleryOrders() {
        this(1_000);
    }

    /** With reads of at most so many places. */
    public InMemoryGalleryOrders(int readsMost) {
        this.readsMost = readsMost;
    }

    @Override
    public synchronized void write(UserId user, long order, List<Place> places) {
        orders.computeIfAbsent(user, ignored -> new HashMap<>()).put(order, List.copyOf(places));
    }

    @Override
    public synchronized List<Place> read(UserId user, long order, long from) {
        return orders.getOrDefault(user, Map.of()).getOrDefault(order, List.of()).stream()
                .skip(from)
                .limit(readsMost - from % readsMost)
                .toList();
    }

    /** How many rows a user has. */
    public synchronized int count(UserId user) {
        return orders.getOrDefault(user, Map.of()).size();
    }

    public synchronized void remove(UserId user) {
        orders.remove(user);
    }
}
