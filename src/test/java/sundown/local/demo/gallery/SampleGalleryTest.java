package sundown.local.demo.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import sundown.local.demo.gallery.GalleryItem.Album;

class SampleGalleryTest {
    private static final List<GalleryItem> ITEMS = new SampleGallery().items();

    @Test
    void fillsTenBatchesWithIdsInOrder() {
        assertThat(ITEMS).hasSize(500);
        assertThat(ITEMS)
                .extracting(GalleryItem::itemId)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void isTheSameEveryTime() throws IOException {
        assertThat(digests(new SampleGallery().items())).isEqualTo(digests(ITEMS));
    }

    @Test
    void hasPhotosThatDecodeAndTellWhenTheyWereTaken() throws IOException {
        for (GalleryItem photo : named("IMG_2.*jpg")) {
            byte[] bytes = photo.content().open().readAllBytes();
            assertThat(ExifDate.read(bytes)).contains(photo.takenAt());
            try (InputStream in = photo.content().open()) {
                assertThat(ImageIO.read(in)).isNotNull();
            }
        }
    }

    @Test
    void hasScreenshotsVideosAndAPrivateAlbum() {
        assertThat(named(".*png")).hasSizeGreaterThan(30);
        assertThat(named(".*mp4")).hasSizeGreaterThan(3);
        assertThat(ITEMS).anyMatch(item -> item.album().map(Album::isPrivate).orElse(false));
    }

    @Test
    void hasOneVideoThatGoesUpInChunks() throws IOException {
        long chunked = 64L * 1024 * 1024;
        int count = 0;
        for (GalleryItem video : named(".*mp4")) {
            count += video.content().bytes() > chunked ? 1 : 0;
        }
        assertThat(count).isEqualTo(1);
    }

    @Test
    void hasThreeTroublemakers() throws IOException {
        List<GalleryItem> last = ITEMS.subList(ITEMS.size() - 3, ITEMS.size());
        assertThat(last.get(0).content().bytes()).isZero();
        assertThat(last.get(1).content().open().readAllBytes()).asString().startsWith("Rice");
        assertThat(last.get(2).content()).isEqualTo(ITEMS.getFirst().content());
    }

    @Test
    void holdsOneItemTwiceAndNoOther() throws IOException {
        assertThat(Set.copyOf(digests(ITEMS))).hasSize(ITEMS.size() - 1);
    }

    private static List<GalleryItem> named(String pattern) {
        return ITEMS.stream().filter(item -> item.name().matches(pattern)).collect(Collectors.toList());
    }

    private static List<String> digests(List<GalleryItem> items) throws IOException {
        List<String> digests = new ArrayList<>();
        for (GalleryItem item : items) {
            digests.add(item.content().digest("SHA-1"));
        }
        return digests;
    }
}
