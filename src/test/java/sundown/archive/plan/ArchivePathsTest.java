package sundown.archive.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.ObjectKey;

class ArchivePathsTest {
    private final ArchivePaths paths = new ArchivePaths();

    @Test
    void areFoldersOfAlbums() {
        assertThat(inAlbum("Summer 2019", "a.jpg")).isEqualTo("Summer 2019/a.jpg");
        assertThat(single("a.jpg")).isEqualTo("Without album/a.jpg");
    }

    @Test
    void numberFilesOfOneNameInTheirOrder() {
        assertThat(List.of(inAlbum("A", "a.jpg"), inAlbum("A", "a.jpg"), inAlbum("B", "a.jpg"), inAlbum("A", "a.jpg")))
                .containsExactly("A/a.jpg", "A/a (2).jpg", "B/a.jpg", "A/a (3).jpg");
    }

    @Test
    void numberWhatDiffersOnlyInCaseOrComposition() {
        assertThat(List.of(single("Café.jpg"), single("CAFÉ.JPG"), single("cafe\u0301.jpg")))
                .containsExactly("Without album/Café.jpg", "Without album/CAFÉ (2).JPG", "Without album/café (3).jpg");
    }

    @Test
    void skipNumbersThatNamesAlreadyHave() {
        assertThat(List.of(
                        inAlbum("A", "a (2).jpg"),
                        inAlbum("A", "a.jpg"),
                        inAlbum("A", "A.jpg"),
                        inAlbum("A", "a (2).jpg")))
                .containsExactly("A/a (2).jpg", "A/a.jpg", "A/A (3).jpg", "A/a (2) (2).jpg");
    }

    @Test
    void giveSimilarAlbumsTheirOwnFolders() {
        assertThat(List.of(inAlbum("Trip", "a.jpg"), inAlbum("TRIP", "a.jpg"), inAlbum("Trip ", "b.jpg")))
                .containsExactly("Trip/a.jpg", "TRIP (2)/a.jpg", "Trip (3)/b.jpg");
        assertThat(List.of(inAlbum("a/b", "x"), inAlbum("a_b", "x"), inAlbum("a/b", "y")))
                .containsExactly("a_b/x", "a_b (2)/x", "a_b/y");
    }

    @Test
    void reserveTheFolderOfItemsWithoutAlbum() {
        assertThat(inAlbum("without ALBUM", "a.jpg")).isEqualTo("without ALBUM (2)/a.jpg");
        assertThat(single("a.jpg")).isEqualTo("Without album/a.jpg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.txt", "readme.TXT", "items-1.csv", "left-out-1.csv", "LEFT-OUT-70.csv"})
    void reserveTheNamesOfSundownsFiles(String album) {
        assertThat(inAlbum(album, "a.jpg")).isEqualTo(album + " (2)/a.jpg");
    }

    @Test
    void allowTheNamesOfSundownsFilesInsideAFolder() {
        assertThat(inAlbum("A", "README.txt")).isEqualTo("A/README.txt");
    }

    @Test
    void nameANamelessItemByItsId() {
        assertThat(single("..")).isEqualTo("Without album/i7");
        assertThat(single("\u202E.jpg")).isEqualTo("Without album/i7.jpg");
        assertThat(path("...", Optional.empty(), "..")).isEqualTo("Without album/Item");
        assertThat(path("CON", Optional.empty(), ".")).isEqualTo("Without album/_CON");
        assertThat(inAlbum("..", "a.jpg")).isEqualTo("Album/a.jpg");
        assertThat(inAlbum(" ", "a.jpg")).isEqualTo("Album (2)/a.jpg");
    }

    @Tag("thorough")
    @Test
    @Timeout(60)
    void takeNoLongerForAHundredThousandFilesOfOneName() {
        Set<String> different = new HashSet<>();
        for (int number = 0; number < 100_000; number++) {
            different.add(single("IMG_0001.jpg"));
        }
        assertThat(different).hasSize(100_000).contains("Without album/IMG_0001 (100000).jpg");
    }

    @Tag("thorough")
    @Test
    @Timeout(10)
    void takeNoLongerForThousandsOfLongNamesThatAreEqualWhenCut() {
        Set<String> different = new HashSet<>();
        for (int number = 0; number < 5_000; number++) {
            different.add(single("x".repeat(200) + number + ".jpg"));
            different.add(single("x".repeat(90) + number + ".jpg"));
        }
        assertThat(different).hasSize(10_000);
    }

    private String inAlbum(String album, String name) {
        return path("i7", Optional.of(album), name);
    }

    private String single(String name) {
        return path("i7", Optional.empty(), name);
    }

    private String path(String id, Optional<String> album, String name) {
        return paths.of(
                new Item(new ItemId(id), new ObjectKey("k"), name, 0, album, Optional.empty(), Optional.empty()));
    }
}
