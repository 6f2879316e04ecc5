package sundown.archive.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sundown.archive.plan.PlanRules.ArchivePlan;
import sundown.archive.zip.ZipWriter;
import sundown.secret.Secret;

/** Invariants of every plan, for any gallery. */
@Tag("thorough")
class PlanInvariantsTest {
    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|(com|lpt)[0-9¹²³]) *(\\..*)?");

    @Test
    void eachItemIsInOneVolume() {
        assertThat(RandomGalleries.ALL)
                .allSatisfy(one -> assertThat(one.plan().volumes().stream()
                                .flatMap(volume -> one.gallery().of(volume).stream())
                                .map(ArchiveItem::item))
                        .containsExactlyElementsOf(one.gallery().items));
    }

    @Test
    void noVolumeExceedsTheLimitUnlessItHasASingleItem() throws Exception {
        for (RandomGalleries.Case one : RandomGalleries.ALL) {
            int number = 0;
            for (ArchivePlan.Bounds volume : one.plan().volumes()) {
                number++;
                assertThat(volume.items()).isEqualTo(one.gallery().of(volume).size());
                assertThat((long) written(one, volume, number)).isLessThanOrEqualTo(volume.bytes());
                assertThat(volume.bytes() <= one.limits().volumeBytes() || volume.items() == 1)
                        .isTrue();
            }
        }
    }

    /** The bytes of a volume as its builder writes it. */
    private static int written(RandomGalleries.Case one, ArchivePlan.Bounds volume, int number) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ZipWriter zip = new ZipWriter(bytes, new Secret("hk4m"), new SplittableRandom(one.seed()));
        List<ArchiveItem> items = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (ArchiveItem item : one.gallery().of(volume)) {
            item.obstacle(one.limits().itemBytes())
                    .ifPresentOrElse(reason -> leftOut.add(LeftOut.of(item.item(), reason)), () -> items.add(item));
        }
        for (ArchiveItem item : items) {
            zip.write(item.path(), new byte[(int) item.bytes()], item.modified());
        }
        List<WrittenFile> files = List.of(
                WrittenFile.items(number, items),
                WrittenFile.leftOut(number, leftOut),
                WrittenFile.readMe(9, number, Instant.EPOCH, Instant.EPOCH));
        for (WrittenFile file : number == 1 ? files : files.subList(0, 2)) {
            zip.write(file.name(), file.utf8(), Instant.EPOCH);
        }
        zip.finish();
        return bytes.size();
    }

    @Test
    void pathsAreUniqueInTheWholeArchiveIfCaseIsIgnored() {
        assertThat(RandomGalleries.ALL)
                .allSatisfy(one -> assertThat(paths(one)
                                .map(path -> path.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT)))
                        .doesNotHaveDuplicates());
    }

    @Test
    void noFolderIsAFileToo() {
        assertThat(RandomGalleries.ALL)
                .allSatisfy(one -> assertThat(paths(one)
                                .map(path ->
                                        path.substring(0, path.indexOf('/')).toLowerCase(Locale.ROOT)))
                        .noneMatch(WrittenFile::hasName));
    }

    @Test
    void everyPartOfAPathIsSafe() {
        assertThat(RandomGalleries.ALL)
                .allSatisfy(one -> assertThat(paths(one))
                        .allSatisfy(path ->
                                assertThat(path.split("/", -1)).hasSize(2).allSatisfy(PlanInvariantsTest::assertSafe)));
    }

    private static void assertSafe(String name) {
        assertThat(name)
                .doesNotContainPattern("[\\p{Cntrl}\\p{Cf}\\p{Cs}<>:\"\\\\|?*]")
                .doesNotContain("..")
                .doesNotContainPattern("^[. ]|[. ]$")
                .doesNotMatch(DEVICE);
        assertThat(name.length()).isBetween(1, 110);
        assertThat(name.getBytes(UTF_8).length).isLessThanOrEqualTo(255);
    }

    /** Without these cases, the random galleries would prove little. */
    @Test
    void theGalleriesHaveLargeItemsManyVolumesAndItemsThatAreLeftOut() {
        assertThat(RandomGalleries.ALL)
                .anySatisfy(one -> assertThat(one.plan().volumes())
                        .anyMatch(volume -> volume.bytes() > one.limits().volumeBytes()));
        assertThat(RandomGalleries.ALL)
                .anySatisfy(one -> assertThat(one.plan().volumes()).hasSizeGreaterThan(20));
        assertThat(RandomGalleries.ALL)
                .anySatisfy(one -> assertThat(one.gallery().archiveItems())
                        .extracting(item -> item.obstacle(one.limits().itemBytes()))
                        .contains(Optional.of(LeftOut.Reason.GONE), Optional.of(LeftOut.Reason.TOO_LARGE)));
    }

    private static Stream<String> paths(RandomGalleries.Case one) {
        return one.gallery().archiveItems().stream().map(ArchiveItem::path);
    }
}
