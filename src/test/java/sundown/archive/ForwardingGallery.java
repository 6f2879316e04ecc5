package sundown.archive;

import java.util.stream.Stream;
import sundown.gallery.GalleryObjects;
import sundown.gallery.ObjectVersion;
import sundown.gallery.StoredObject;

/** A gallery in front of another; it passes on what it does not change. */
class ForwardingGallery implements GalleryObjects {
    private final GalleryObjects other;

    ForwardingGallery(GalleryObjects other) {
        this.other = other;
    }

    @Override
    public Stream<StoredObject> list(String prefix) {
        return other.list(prefix);
    }

    @Override
    public Section open(ObjectVersion object) {
        return other.open(object);
    }

    @Override
    public Section open(ObjectVersion object, long offset, long length) {
        return other.open(object, offset, length);
    }
}
