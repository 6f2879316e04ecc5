package sundown.local.rehearsal;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import sundown.gallery.ByRows;
import sundown.gallery.GalleryLayout;
import sundown.gallery.GroupFirst;
import sundown.gallery.Item;
import sundown.gallery.UserFirst;

/** Tells from the keys of items where the gallery's objects lie. Pure. */
final class KeyRules {
    private KeyRules() {}

    /** The layout that most keys are of; where no key has a folder of its user, rows alone tell. */
    static GalleryLayout layout(Sample sample) {
        Map<GalleryLayout, Long> found = new HashMap<>();
        sample.users()
                .forEach(user -> user.items()
                        .forEach(item -> layout(user, item).ifPresent(layout -> found.merge(layout, 1L, Long::sum))));
        return found.entrySet().stream()
                .max(Comparator.<Map.Entry<GalleryLayout, Long>>comparingLong(Map.Entry::getValue)
                        .thenComparing(entry -> entry.getKey().write()))
                .map(Map.Entry::getKey)
                .orElseGet(ByRows::new);
    }

    private static Optional<GalleryLayout> layout(Sample.Sampled user, Item item) {
        String key = item.key().value();
        int begin = ("/" + key).indexOf("/" + user.account().user() + "/");
        if (begin < 0) {
            return Optional.empty();
        }
        String prefix = key.substring(0, begin);
        boolean group =
                user.stratum().group().filter(id -> prefix.equals(id + "/")).isPresent();
        return Optional.of(group ? new GroupFirst() : new UserFirst(prefix));
    }

    /** Whether an object lies in the folder of its user, which is deleted with the user's account and not before. */
    static boolean isInOwnFolder(GalleryLayout layout, Sample.Sampled user, Item item) {
        if (!layout.hasFolders()) {
            return true;
        }
        String key = item.key().value();
        return user.stratum()
                .group()
                .map(group -> key.startsWith(layout.prefix(group, user.account().user())))
                .orElse(("/" + key).contains("/" + user.account().user() + "/"));
    }
}
