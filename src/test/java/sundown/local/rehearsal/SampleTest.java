package sundown.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sundown.account.UserId;
import sundown.cli.CommandLineRun;
import sundown.gallery.GalleryLayout;
import sundown.gallery.ObjectKey;
import sundown.local.adopt.SampleExport;
import sundown.local.rehearsal.Sample.Stratum;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineDocument;

/** Samples of what the command line imports. */
class SampleTest {
    private static final int SHARED_OF_A_THOUSAND = 200;

    @TempDir
    private static Path folder;

    private static SampleExport.Expected exported;
    private static String document;
    private static Timeline timeline;

    @BeforeAll
    static void importAll() throws IOException {
        exported = new SampleExport(2_000, 10_000, 0, SHARED_OF_A_THOUSAND).write(folder.resolve("export"));
        CommandLineRun run = CommandLineRun.of(
                "import",
                "--timeline",
                "infra/timeline.json",
                "--mapping",
                folder.resolve("export/mapping.json").toString(),
                "--to",
                folder.resolve("import").toString(),
                "--allow-errors",
                "2%");
        assertThat(run.exitCode()).isZero();
        document = Files.readString(Path.of("infra/timeline.json"));
        timeline = TimelineDocument.read(document);
    }

    private static ImportFiles files() throws IOException {
        return ImportFiles.open(folder.resolve("import"), document);
    }

    private static Sample draw(int users, int items, long seed) throws IOException {
        return Sample.draw(files(), timeline, users, items, seed);
    }

    @Test
    void hasUsersOfEachStratum() throws IOException {
        Sample sample = draw(30, 100, 1);

        assertThat(sample.users()).hasSize(30);
        assertThat(sample.users())
                .extracting(Sample.Sampled::stratum)
                .contains(
                        new Stratum(Optional.of(new GroupId("1")), true),
                        new Stratum(Optional.of(new GroupId("2")), true),
                        new Stratum(Optional.of(new GroupId("3")), false),
                        new Stratum(Optional.empty(), false));
        assertThat(sample.users())
                .allSatisfy(user -> assertThat(user.stratum().group())
                        .isEqualTo(timeline.groupOf(user.account().region()).map(group -> group.id())));
        assertThat(sample.items()).isBetween(60L, 300L);
        assertThat(sample.leftOut()).isZero();
    }

    @Test
    void isTheSameForASeed() throws IOException {
        assertThat(draw(30, 100, 7)).isEqualTo(draw(30, 100, 7)).isNotEqualTo(draw(30, 100, 8));
    }

    @Test
    void countsWhatItLeavesOut() throws IOException {
        Sample whole = draw(30, 100, 1);
        Sample few = draw(30, 2, 1);

        assertThat(few.users()).allSatisfy(user -> assertThat(user.items()).hasSizeLessThanOrEqualTo(2));
        assertThat(few.items() + few.leftOut()).isEqualTo(whole.items());
    }

    @Test
    void knowsTheLayoutOfTheImport() throws IOException {
        Sample sample = draw(60, 100, 1);

        assertThat(files().layout()).isEqualTo(GalleryLayout.of("user-first/photos/"));
        long outside = sample.users().stream()
                .flatMap(user -> user.items().stream()
                        .filter(item -> !user.hasInOwnFolder(GalleryLayout.of("user-first/photos/"), item)))
                .count();
        assertThat(outside).isBetween(sample.items() / 10, sample.items() / 3);
    }

    @Test
    void findsWhoHasAClaimOnWhatLiesOutsideAFolder() throws IOException {
        Sample sample = draw(60, 100, 1);
        GalleryLayout layout = GalleryLayout.of("user-first/photos/");

        Map<ObjectKey, Set<UserId>> claims = files().claims(sample.ids());
        assertThat(claims).isNotEmpty();
        sample.users()
                .forEach(user -> assertThat(user.items())
                        .allMatch(item -> user.hasInOwnFolder(layout, item)
                                || claims.get(item.key())
                                        .contains(user.account().user())));
        assertThat(claims.values()).allSatisfy(users -> assertThat(sample.ids()).containsAll(users));
    }

    @Test
    void readsTotalsAndRefusals() throws IOException {
        assertThat(files().totals().path("accounts").asLong()).isEqualTo(exported.accounts());
        assertThat(files().refused().values().stream().mapToLong(count -> count).sum())
                .isEqualTo(exported.refused());
        assertThat(files().refused()).containsKeys("no account", "duplicate", "not a region");
    }

    @Test
    void isOfAFinishedImportWithTheSameTimeline() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImportFiles.open(folder.resolve("export"), document))
                .withMessage("There is no finished import in " + folder.resolve("export") + ".");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImportFiles.open(folder.resolve("import"), document + " "))
                .withMessageContaining("another timeline");
    }

    @Test
    void sharesOutWhatIsLeftByTheSizesOfStrata() {
        NavigableMap<Stratum, Long> sizes = new TreeMap<>(Map.of(
                new Stratum(Optional.empty(), false), 5_000L,
                new Stratum(Optional.of(new GroupId("1")), true), 1L,
                new Stratum(Optional.of(new GroupId("2")), true), 100L,
                new Stratum(Optional.of(new GroupId("2")), false), 900L));

        assertThat(Sample.allocate(sizes, 21).values()).containsExactly(1, 1, 2, 17);
        assertThat(Sample.allocate(sizes, 1).values()).as("the least").containsExactly(1, 1, 2, 1);
    }
}
