package sundown.archive.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.archive.plan.ArchiveItem.LeftOut;
import sundown.archive.plan.DeliveredItem.DatePlace;
import sundown.gallery.Item.ItemId;

class WrittenFileTest {
    private static final Instant TAKEN = Instant.parse("2019-07-08T09:10:11Z");
    private static final WrittenFile README =
            WrittenFile.readMe(2, 3, Instant.parse("2022-12-24T10:15:30Z"), Instant.parse("2023-01-23T10:15:30Z"));

    @Test
    void listTheItemsOfAVolume() {
        Gallery gallery = new Gallery()
                .add(Set.of("Sea/Sun", "Sand; dunes", "Zoo"), "a.jpg", 10, Optional.of(TAKEN))
                .single("b.jpg", 4_000);
        List<ArchiveItem> items = gallery.archiveItems();
        assertThat(WrittenFile.items(
                        7,
                        List.of(
                                new DeliveredItem(items.getFirst(), 91, DatePlace.ADDED),
                                new DeliveredItem(items.getLast(), 4_000, DatePlace.NOT_KNOWN))))
                .isEqualTo(new WrittenFile("items-7.csv", """
                \uFEFFname,albums,date taken,date is,size,path
                "a.jpg","Sand;; dunes; Sea/Sun; Zoo","2019-07-08T09:10:11Z","added to the file",91,"Sand; dunes/a.jpg"
                "b.jpg","","","",4000,"Without album/b.jpg"
                """.replace("\n", "\r\n")));
    }

    @Test
    void listTheItemsThatAVolumeLacks() {
        LeftOut missing = new LeftOut(new ItemId("i1"), "b.jpg", Set.of("Sea", "Private"), LeftOut.Reason.GONE);
        assertThat(WrittenFile.leftOut(7, List.of(missing)))
                .isEqualTo(new WrittenFile("left-out-7.csv", """
                \uFEFFname,albums,reason
                "b.jpg","Private; Sea","Its file is missing in our storage."
                """.replace("\n", "\r\n")));
    }

    @Test
    void hideFormulasInNamesFromSpreadsheets() {
        Gallery gallery = new Gallery().album("@SUM(A1)", "=1+1.jpg", 10);
        assertThat(WrittenFile.line(new DeliveredItem(gallery.archiveItems().getFirst())))
                .contains("\"'=1+1.jpg\",\"'@SUM(A1)\",\"\",\"in a file beside it\",10,\"'@SUM(A1)/=1+1.jpg\"\r\n");
        assertThat(WrittenFile.line(new LeftOut(new ItemId("i1"), "-1.jpg", Set.of("+1"), LeftOut.Reason.GONE)))
                .contains("\"'-1.jpg\",\"'+1\",");
    }

    @Test
    void explainTheArchiveToTheUser() {
        assertThat(README.text())
                .contains("Photos and videos:        2\r\n", "Volumes (ZIP files):      3\r\n")
                .contains("Made:                     2022-12-24 10:15 UTC\r\n")
                .contains("Can be downloaded until:  2023-01-23 10:15 UTC\r\n")
                .contains("7-Zip", "WinZip", "Keka", "The Unarchiver", "bsdtar")
                .contains("Windows Explorer", "unzip", "Android", "iPhone")
                .contains(
                        "into one folder",
                        "password",
                        "SHA-256",
                        "items-N.csv",
                        "left-out-N.csv",
                        "private-",
                        "semicolon")
                .contains('"' + ArchivePaths.WITHOUT_ALBUM + '"');
    }

    @Test
    void haveWindowsLineEndsAndShortLines() {
        assertThat(README.text().replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(README.text().lines().filter(line -> line.matches("[ -~]*")))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(README.text()).doesNotContain("{", "}");
    }

    /** Nobody knows the language of whoever opens an archive years later. */
    @Test
    void explainInEachLanguageHowToOpenTheArchiveAndAloneNeedNoPassword() throws IOException {
        assertThat(README.isReadable()).isTrue();
        assertThat(WrittenFile.items(1, List.of()).isReadable()).isFalse();
        assertThat(WrittenFile.leftOut(1, List.of()).isReadable()).isFalse();
        try (Stream<Path> languages = Files.list(Path.of("src/main/resources/mail"))) {
            assertThat(README.text().split("\n 4\\. ", -1)).hasSize(1 + (int) languages.count());
        }
    }
}
