package sundown.local.demo.gallery;

import java.util.List;

/** A user's gallery, to be put into the local cloud. */
public interface Gallery {

    /** All items, in the order of their ids. */
    List<GalleryItem> items();

    /** The first items alone. */
    default Gallery first(int count) {
        List<GalleryItem> first = items().stream().limit(count).toList();
        return () -> first;
    }
}
