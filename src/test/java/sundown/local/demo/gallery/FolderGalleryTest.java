package sundown.local.demo.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sundown.local.demo.gallery.GalleryItem.Album;

class FolderGalleryTest {
    private static final Instant SAVED_AT = Instant.parse("2020-02-29T12:00:00Z");

    private static final Instant TAKEN_AT = Instant.parse("2019-07-04T18:15:02Z");

    @TempDir
    private Path folder;

    @Test
    void takesEveryVisibleFileInTheOrderOfItsPath() throws IOException {
        save("b.jpg", new byte[] {1});
        save("a/notes.txt", new byte[] {2});
        save("a/.thumbnail", new byte[] {3});
        save(".trash/c.jpg", new byte[] {4});

        List<GalleryItem> items = new FolderGallery(folder).items();

        assertThat(items).extracting(GalleryItem::name).containsExactly("notes.txt", "b.jpg");
        assertThat(items).extracting(GalleryItem::itemId).isSorted().doesNotHaveDuplicates();
        assertThat(items.getLast().content().open().readAllBytes()).containsExactly(1);
    }

    @Test
    void makesAnAlbumOfEachFolderBelow() throws IOException {
        save("top.jpg", new byte[0]);
        save("trips/goa/beach.jpg", new byte[0]);

        List<GalleryItem> items = new FolderGallery(folder).items();

        assertThat(items)
                .extracting(GalleryItem::album)
                .containsExactly(Optional.empty(), Optional.of(new Album("trips/goa", false)));
    }

    @Test
    void takesTheDateFromThePhotoOrElseFromTheFile() throws IOException {
        save("1.jpg", SampleMedia.photo(1, TAKEN_AT).open().readAllBytes());
        save("2.jpg", "not a photo".getBytes(StandardCharsets.UTF_8));

        assertThat(new FolderGallery(folder).items())
                .extracting(GalleryItem::takenAt)
                .containsExactly(TAKEN_AT, SAVED_AT);
    }

    private void save(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        Files.setLastModifiedTime(file, FileTime.from(SAVED_AT));
    }
}
