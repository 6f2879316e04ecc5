package sundown.local.demo.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import sundown.local.demo.gallery.Gallery.GalleryItem;

class SampleGalleryTest {
    private final Gallery gallery = new SampleGallery();

    @Test
    void hasWhatATransferMustKeepApart() {
        assertThat(gallery.items()).hasSize(500);
        assertThat(items(item -> item.albums().size() == 3)).hasSize(1);
        assertThat(items(GalleryItem::isPrivate)).hasSize(65);
        assertThat(items(GalleryItem::isDeleted)).hasSize(6);
        assertThat(items(item -> item.isPrivate() && item.isDeleted())).hasSize(1);
        assertThat(items(item -> item.isPrivate() && item.albums().size() == 2)).hasSize(1);
        assertThat(items(item -> item.marks().sharedBy().isPresent())).isNotEmpty();
        assertThat(items(item -> item.groupWith().isPresent())).hasSize(1);
    }

    @Test
    void movesNeitherWhatIsPrivateNorTheTrash() {
        assertThat(gallery.moving()).hasSize(500 - 65 - 5).noneMatch(GalleryItem::isPrivate);
    }

    private List<GalleryItem> items(Predicate<GalleryItem> wanted) {
        return gallery.items().stream().filter(wanted).toList();
    }
}
