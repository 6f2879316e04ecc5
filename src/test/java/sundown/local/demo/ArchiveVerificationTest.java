package sundown.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sundown.edge.CsvTable;
import sundown.local.demo.app.ArchiveStatus;
import sundown.local.demo.gallery.Content;
import sundown.local.demo.gallery.Gallery;
import sundown.local.demo.gallery.Gallery.GalleryItem;
import sundown.local.demo.gallery.Gallery.GalleryItem.Album;
import sundown.local.demo.gallery.Gallery.GalleryItem.Marks;
import sundown.local.unzip.UnzipProgram;
import sundown.media.DatedFiles;
import sundown.secret.Secret;

class ArchiveVerificationTest {
    private static final Instant TAKEN_AT = Instant.parse("2019-05-01T10:00:00Z");
    private static final GalleryItem PHOTO = item(0, new byte[] {1});
    private static final GalleryItem SAME_PHOTO = item(1, new byte[] {1});
    private static final GalleryItem EMPTY = item(2, new byte[0]);
    private static final List<GalleryItem> ITEMS = List.of(PHOTO, SAME_PHOTO, EMPTY);

    @TempDir
    private Path folder;

    private final ArchiveVerification verification =
            new ArchiveVerification(() -> ITEMS, new ExpectedDates("IN"), new DatesTable(), new Unpacked());
    private boolean sound = true;
    private Path volume;

    @BeforeEach
    void unpack() throws IOException {
        volume = Files.write(folder.resolve("photos-1-of-1.zip"), new byte[] {7});
        Files.createDirectories(folder.resolve("unpacked/Summer"));
        file("README.txt", new byte[] {9});
        list("Summer/0.jpg", "Summer/0 (2).jpg", "Summer/0 (3).jpg");
        file("Summer/0.jpg", new byte[] {1});
        file("Summer/0 (2).jpg", new byte[] {1});
        file("empty.jpg", new byte[0]);
    }

    @Test
    void isContentWhenEveryItemIsAFileWithItsBytesAndDate() throws Exception {
        assertThat(complaints()).isEmpty();
        assertThat(verification.verified()).isEqualTo(3);
    }

    @Test
    void missesAnItem() throws Exception {
        Files.delete(folder.resolve("unpacked/Summer/0 (2).jpg"));

        assertThat(complaints()).containsExactly("The archive lacks 1 of the gallery's items.");
        assertThat(verification.verified()).isEqualTo(2);
    }

    @Test
    void seesOtherBytesAndAnotherDate() throws Exception {
        file("Summer/0.jpg", new byte[] {2});
        Files.setLastModifiedTime(folder.resolve("unpacked/empty.jpg"), FileTime.from(TAKEN_AT.plusSeconds(2)));

        assertThat(complaints())
                .containsExactlyInAnyOrder(
                        "No item of the gallery has the bytes and the date of Summer/0.jpg.",
                        "No item of the gallery has the bytes and the date of empty.jpg.",
                        "The archive lacks 2 of the gallery's items.");
    }

    @Test
    void seesWhatIsInItTwice() throws Exception {
        file("Summer/0 (3).jpg", new byte[] {1});

        assertThat(complaints()).hasSize(1).first().asString().contains("No item of the gallery has the bytes");
    }

    @Test
    void wantsWhatIsPrivateInVolumesOfItsOwnAndNothingOfTheTrash() throws Exception {
        byte[] bytes = {5};
        GalleryItem hidden =
                new GalleryItem("1", "0.jpg", Set.of(new Album("Summer", true)), TAKEN_AT, Content.inMemory(bytes));
        GalleryItem deleted = EMPTY.with(new Marks(Optional.of(TAKEN_AT), Optional.empty()));
        Gallery gallery = () -> List.of(hidden, SAME_PHOTO, deleted);
        file("Summer/0.jpg", bytes);
        Files.delete(folder.resolve("unpacked/empty.jpg"));

        assertThat(complaints(privately(gallery), true)).isEmpty();
        assertThat(complaints(privately(gallery), false))
                .containsExactlyInAnyOrder(
                        "No item of the gallery has the bytes and the date of Summer/0.jpg.",
                        "The archive lacks 1 of the gallery's items.");
        file("empty.jpg", new byte[0]);
        assertThat(complaints(privately(gallery), true))
                .containsExactly("No item of the gallery has the bytes and the date of empty.jpg.");
    }

    private ArchiveVerification privately(Gallery gallery) {
        return new ArchiveVerification(gallery, new ExpectedDates("IN"), new DatesTable(), new Unpacked());
    }

    @Test
    void wantsTheDateOfAnItemThatTakesNoneInAFileBesideIt() throws Exception {
        GalleryItem scan = new GalleryItem(
                GalleryItem.idOf(3), "none.png", Set.of(), TAKEN_AT, Content.inMemory(DatedFiles.file("none.png")));
        ArchiveVerification dated = new ArchiveVerification(
                () -> Stream.concat(ITEMS.stream(), Stream.of(scan)).toList(),
                new ExpectedDates("IN"),
                new DatesTable(),
                new Unpacked());
        file("none.png", DatedFiles.file("none.png"));
        file("none.png.xmp", "exif:DateTimeOriginal=\"2019-05-01T15:30\"".getBytes(UTF_8));
        String row = CsvTable.line(
                "none.png", "", "", "in a file beside it", DatedFiles.file("none.png").length, "none.png");
        file("items-2.csv", row.getBytes(UTF_8));
        assertThat(complaints(dated)).isEmpty();

        file("none.png.xmp", "exif:DateTimeOriginal=\"2019-05-01T10:00\"".getBytes(UTF_8));
        assertThat(complaints(dated))
                .contains("The file with the date beside none.png is missing, wrong, or not wanted.");
        file("items-2.csv", row.replace("in a file beside it", "in the file").getBytes(UTF_8));
        assertThat(complaints(dated)).anyMatch(complaint -> complaint.startsWith("The list says "));
    }

    @Test
    void seesAFileBesideAnItemThatNeedsNone() throws Exception {
        file("empty.jpg.xmp", new byte[] {1});

        assertThat(complaints())
                .containsExactly("The file with the date beside empty.jpg is missing, wrong, or not wanted.");
    }

    @Test
    void seesAVolumeWithAnotherDigest() throws Exception {
        Files.write(volume, new byte[] {8});

        assertThat(complaints()).containsExactly("photos-1-of-1.zip has another SHA-256 than was told.");
    }

    @Test
    void seesAVolumeThatCannotBeOpened() throws Exception {
        sound = false;

        assertThat(complaints())
                .containsExactly("the program cannot open photos-1-of-1.zip, or found something wrong in it.");
    }

    private List<String> complaints() throws IOException, InterruptedException {
        return complaints(verification);
    }

    private List<String> complaints(ArchiveVerification verified) throws IOException, InterruptedException {
        return complaints(verified, false);
    }

    private List<String> complaints(ArchiveVerification verified, boolean isPrivate)
            throws IOException, InterruptedException {
        ArchiveStatus.Volume told = new ArchiveStatus.Volume(
                1,
                isPrivate,
                "photos-1-of-1.zip",
                1,
                Content.inMemory(new byte[] {7}).digest("SHA-256"),
                URI.create("http://127.0.0.1/1"));
        return verified.complaints(
                new ArchiveStatus.Download(
                        new Secret("password"), Optional.of(new Secret("other password")), List.of(told)),
                List.of(volume),
                folder.resolve("unpacked"));
    }

    private void file(String name, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("unpacked").resolve(name), bytes);
        Files.setLastModifiedTime(file, FileTime.from(TAKEN_AT));
    }

    /** The list of a volume with these files, of one byte each, and an empty one. */
    private void list(String... paths) throws IOException {
        file(
                "items-1.csv",
                Stream.concat(
                                Stream.of(paths).map(path -> CsvTable.line("0.jpg", "", "", "", 1, path)),
                                Stream.of(CsvTable.line("2.jpg", "", "", "", 0, "empty.jpg")))
                        .collect(Collectors.joining())
                        .getBytes(UTF_8));
    }

    private static GalleryItem item(int index, byte[] bytes) {
        return new GalleryItem(
                GalleryItem.idOf(index), index + ".jpg", Set.of(), TAKEN_AT.plusMillis(300), Content.inMemory(bytes));
    }

    /** Finds everything unpacked already. */
    private final class Unpacked implements UnzipProgram {
        /** A private volume has one item. */
        @Override
        public List<ListedEntry> list(Path file) {
            return List.of(new ListedEntry("Summer/0.jpg", 1));
        }

        @Override
        public boolean extract(Path file, Secret password, Path target) {
            return sound;
        }

        @Override
        public boolean contents(Path file, Secret password, OutputStream target) {
            throw new UnsupportedOperationException("nobody asks for it");
        }

        @Override
        public String toString() {
            return "the program";
        }
    }
}
