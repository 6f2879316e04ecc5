package sundown.archive.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.gallery.Item;
import sundown.gallery.ObjectKey;
import sundown.gallery.StoredObject;

/** Which items of a gallery can be had, and which cannot. Each is in one of the two, in the order of the gallery. */
record Stock(List<Found> found, List<LeftOut> leftOut) {
    /** An item and its bytes as the listing shows them; what the gallery recorded may be wrong. */
    record Found(Item item, StoredObject object) {}

    static Stock of(List<Item> items, Map<ObjectKey, StoredObject> listing, long itemBytes) {
        List<Found> found = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (Item item : items) {
            Optional<StoredObject> object = Optional.ofNullable(listing.get(item.key()));
            Optional<LeftOut.Reason> reason = reason(object, itemBytes);
            reason.ifPresentOrElse(
                    why -> leftOut.add(new LeftOut(item.id(), item.name(), item.album(), why)),
                    () -> found.add(new Found(item, object.orElseThrow())));
        }
        return new Stock(found, leftOut);
    }

    private static Optional<LeftOut.Reason> reason(Optional<StoredObject> object, long itemBytes) {
        if (object.isEmpty()) {
            return Optional.of(LeftOut.Reason.GONE);
        }
        return object.filter(stored -> stored.bytes() > itemBytes).map(ignored -> LeftOut.Reason.TOO_LARGE);
    }
}
