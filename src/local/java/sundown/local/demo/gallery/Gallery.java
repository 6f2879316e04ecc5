package sundown.local.demo.gallery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A user's gallery, to be put into the local cloud. */
public interface Gallery {
    /** The folder's gallery, or else the sample. */
    static Gallery of(Optional<Path> folder) throws IOException {
        return folder.isPresent() ? new FolderGallery(folder.get()) : new SampleGallery();
    }

    /** All items, in the order of their ids. */
    List<GalleryItem> items();

    /** The first items alone. */
    default Gallery first(int count) {
        List<GalleryItem> first = items().stream().limit(count).toList();
        return () -> first;
    }
}
