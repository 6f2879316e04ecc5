package sundown.archive;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.gallery.GalleryObjects;
import sundown.gallery.ObjectKey;
import sundown.gallery.StoredObject;

/** What the storage really has of a gallery: a request for a thousand objects, none for a single one. */
@Singleton
final class GalleryListing {
    private final GalleryObjects objects;

    GalleryListing(GalleryObjects objects) {
        this.objects = objects;
    }

    /** The objects that lie where these keys are, which is one folder for a user's gallery. */
    Map<ObjectKey, StoredObject> around(Collection<ObjectKey> keys) {
        Set<String> folders = keys.stream().map(GalleryListing::folder).collect(Collectors.toSet());
        Map<ObjectKey, StoredObject> found = new HashMap<>();
        for (String folder : folders) {
            try (Stream<StoredObject> listed = objects.list(folder)) {
                listed.forEach(object -> found.put(object.version().key(), object));
            }
        }
        return found;
    }

    private static String folder(ObjectKey key) {
        int end = key.value().lastIndexOf('/') + 1;
        return end == 0 ? key.value() : key.value().substring(0, end);
    }
}
