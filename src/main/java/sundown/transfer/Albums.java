package sundown.transfer;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import sundown.gallery.GalleryOrders.Place;
import sundown.gallery.Item;

/**
 * Which albums of a gallery become albums at the library: all but those that a phone makes by itself. A private item is
 * in none, so that no title tells of it.
 *
 * @param leftOut the names of albums that do not become any
 */
public record Albums(Set<String> leftOut) {
    public Albums {
        leftOut = Set.copyOf(leftOut);
    }

    /** The titles of the albums of an item, in the order of their names. */
    Set<String> of(Item item) {
        Set<String> titles = new TreeSet<>(item.marks().isPrivate().isPresent() ? Set.of() : item.albums());
        titles.removeAll(leftOut);
        titles.removeIf(String::isBlank);
        return titles;
    }

    /** The place of an item in the order of its gallery. */
    Place place(Item item) {
        Optional<String> first = of(item).stream().findFirst();
        return new Place(item.id(), first, item.takenAt().map(at -> at.getEpochSecond()));
    }
}
