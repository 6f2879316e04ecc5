package sundown.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import sundown.contract.GalleryObjectsContract;
import sundown.gallery.GalleryObjects.ETag;
import sundown.gallery.GalleryObjects.ObjectVersion;

class InMemoryGalleryObjectsTest extends GalleryObjectsContract {
    private static final Instant NOW = Instant.parse("2026-11-24T18:30:15Z");

    private final InMemoryGalleryBytes gallery = new InMemoryGalleryBytes();
    private final InMemoryGalleryObjects objects = new InMemoryGalleryObjects(gallery, NOW);

    @Override
    protected GalleryObjects objects() {
        return objects;
    }

    @Override
    protected void put(ObjectKey key, byte[] object) {
        gallery.put(key, object);
    }

    @Override
    protected void remove(ObjectKey key) {
        gallery.remove(key);
    }

    @Override
    protected Instant now() {
        return NOW;
    }

    @Test
    void countsWhatIsOpened() {
        ObjectVersion version = new ObjectVersion(new ObjectKey("1/a/b"), new ETag("\"none\""));
        objects.open(version);
        objects.open(version, 0, 1);
        assertThat(objects.opened()).isEqualTo(2);
    }
}
