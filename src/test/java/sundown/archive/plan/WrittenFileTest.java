package sundown.archive.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.archive.plan.Plans.text;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WrittenFileTest {
    private static final long LIMIT = 5_000;

    @Test
    void listTheVolumeOfEachItem() {
        ArchivePlan plan = new Gallery()
                .add(Optional.of("Sea/Sun"), "a.jpg", 10, Optional.of(Instant.parse("2019-07-08T09:10:11Z")))
                .single("b.jpg", 4_000)
                .plan(LIMIT);
        assertThat(text(plan, "items.csv")).contains("""
                \uFEFFname,album,date taken,size,volume,path
                "a.jpg","Sea/Sun","2019-07-08T09:10:11Z",10,1,"Sea_Sun/a.jpg"
                "b.jpg","","",4000,2,"Without album/b.jpg"
                """.replace("\n", "\r\n"));
    }

    @Test
    void hideFormulasInNamesFromSpreadsheets() {
        ArchivePlan plan = new Gallery()
                .album("@SUM(A1)", "=1+1.jpg", 10)
                .gone(Optional.of("+1"), "-1.jpg")
                .plan(LIMIT);
        assertThat(text(plan, "items.csv").orElseThrow())
                .contains("\"'=1+1.jpg\",\"'@SUM(A1)\",\"\",10,1,\"'@SUM(A1)/=1+1.jpg\"\r\n");
        assertThat(text(plan, "left-out-1.csv").orElseThrow()).contains("\"'-1.jpg\",\"'+1\",");
    }

    @Test
    void explainTheArchiveToTheUser() {
        ArchivePlan plan =
                new Gallery().single("a.jpg", 10).single("b.jpg", 4_000).plan(LIMIT);
        assertThat(text(plan, "README.txt").orElseThrow())
                .contains("Photos and videos:        2\r\n", "Volumes (ZIP files):      2\r\n")
                .contains("Made:                     2022-12-24 10:15 UTC\r\n")
                .contains("Can be downloaded until:  2023-01-23 10:15 UTC\r\n")
                .contains("7-Zip", "WinZip", "Keka", "The Unarchiver", "bsdtar")
                .contains("Windows Explorer", "unzip", "Archive\r\n   Utility of macOS", "Android")
                .contains("into one folder", "password", "SHA-256", "items.csv", "left-out-N.csv")
                .contains('"' + ArchivePaths.WITHOUT_ALBUM + '"');
    }

    @Test
    void areEqualWhenNameAndTextAre() {
        WrittenFile file = new WrittenFile("items.csv", "a");
        assertThat(file)
                .isEqualTo(new WrittenFile("items.csv", "a"))
                .isNotEqualTo(new WrittenFile("items.csv", "b"))
                .isNotEqualTo(new WrittenFile("left-out-1.csv", "a"));
    }

    @Test
    void haveWindowsLineEndsAndShortLines() {
        String text = text(new Gallery().plan(LIMIT), "README.txt").orElseThrow();
        assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(text.lines())
                .allSatisfy(
                        line -> assertThat(line).hasSizeLessThanOrEqualTo(80).matches("[ -~]*"));
    }
}
