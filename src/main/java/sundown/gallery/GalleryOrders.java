package sundown.gallery;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.gallery.Item.ItemId;

/**
 * The orders of galleries: which item comes when. They are rows of the user, and go with them. An order that is written
 * does not change.
 */
public interface GalleryOrders {
    /** Writes an order under a number that is new. */
    void write(UserId user, long order, List<Place> places);

    /**
     * Reads some places of an order.
     *
     * @param from the first of them, counted from 0
     * @return at least one, unless the order ends before
     */
    List<Place> read(UserId user, long order, long from);

    /** All places of an order; some are read when the stream comes to them. */
    static Stream<Place> all(GalleryOrders orders, UserId user, long order) {
        AtomicLong from = new AtomicLong();
        return Stream.generate(() -> orders.read(user, order, from.get()))
                .takeWhile(places -> !places.isEmpty())
                .peek(places -> from.addAndGet(places.size()))
                .flatMap(List::stream);
    }

    /**
     * A place in an order.
     *
     * @param album the album of the gallery with whose items the item comes; never logged
     * @param takenAt in seconds since 1970
     */
    @RegisterForReflection
    record Place(ItemId item, Optional<String> album, Optional<Long> takenAt) {
        @Override
        public String toString() {
            return "Place[" + item + "]";
        }
    }
}
