package sundown.local.google.library;

import java.util.LinkedHashSet;
import java.util.Set;

/** An album that a client made; it keeps the order in which items came in. Guarded by its library. */
final class Album {
    private static final int MOST_ITEMS = 20_000;

    private final String id;
    private final String title;
    private final Set<String> itemIds = new LinkedHashSet<>();

    Album(String id, String title) {
        this.id = id;
        this.title = title;
    }

    String id() {
        return id;
    }

    String title() {
        return title;
    }

    Set<String> itemIds() {
        return itemIds;
    }

    boolean hasRoomFor(int items) {
        return itemIds.size() + items <= MOST_ITEMS;
    }
}
