package sundown.archive.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static sundown.archive.plan.Plans.photos;
import static sundown.archive.plan.Plans.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sundown.gallery.Item;
import sundown.gallery.ItemId;

/** Invariants of every plan, for any gallery. */
@Tag("thorough")
class PlanInvariantsTest {
    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|(com|lpt)[0-9¹²³]) *(\\..*)?");

    @Test
    void eachItemIsInOneVolumeOrLeftOut() {
        assertThat(RandomGalleries.ALL).allSatisfy(one -> {
            Stream<ItemId> planned = photos(one.plan()).stream().map(Plans::item);
            Stream<ItemId> leftOut = one.plan().volumes().stream()
                    .flatMap(volume -> volume.leftOut().stream())
                    .map(LeftOut::item);
            assertThat(Stream.concat(planned, leftOut))
                    .containsExactlyInAnyOrderElementsOf(
                            one.gallery().items.stream().map(Item::id).toList());
        });
    }

    @Test
    void pathsAreUniqueInTheWholeArchiveIfCaseIsIgnored() {
        assertThat(RandomGalleries.ALL)
                .allSatisfy(one -> assertThat(allPaths(one.plan())
                                .map(path -> path.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT)))
                        .doesNotHaveDuplicates());
    }

    @Test
    void noFolderIsAFileToo() {
        assertThat(RandomGalleries.ALL).allSatisfy(one -> {
            Set<String> folders = allPaths(one.plan())
                    .filter(path -> path.contains("/"))
                    .map(path -> path.substring(0, path.indexOf('/')).toLowerCase(Locale.ROOT))
                    .collect(toSet());
            assertThat(folders).noneMatch(WrittenFile::hasName);
        });
    }

    @Test
    void everyPartOfAPathIsSafe() {
        assertThat(RandomGalleries.ALL)
                .allSatisfy(one -> assertThat(Plans.photoPaths(one.plan()))
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

    @Test
    void theListHasALineForEachItemInItsVolume() {
        assertThat(RandomGalleries.ALL).allSatisfy(one -> {
            List<String> ends = new ArrayList<>();
            for (VolumePlan volume : one.plan().volumes()) {
                photos(volume)
                        .forEach(photo -> ends.add("," + photo.entry().bytes() + "," + volume.number() + ",\""
                                + photo.entry().path() + "\""));
            }
            List<String> lines =
                    List.of(text(one.plan(), "items.csv").orElseThrow().split("\r\n"));
            assertThat(lines).hasSize(ends.size() + 1);
            assertThat(IntStream.range(0, ends.size()))
                    .allSatisfy(index -> assertThat(lines.get(index + 1)).endsWith(ends.get(index)));
        });
    }

    @Test
    void saltsAreUnique() {
        assertThat(RandomGalleries.ALL)
                .allSatisfy(one -> assertThat(one.plan().volumes().stream()
                                .flatMap(volume -> volume.entries().stream())
                                .map(entry -> entry.entry().salt()))
                        .doesNotHaveDuplicates());
    }

    @Test
    void theSameGalleryAndSeedGiveTheSamePlan() {
        assertThat(RandomGalleries.ALL)
                .allSatisfy(
                        one -> assertThat(RandomGalleries.of(one.seed()).plan()).isEqualTo(one.plan()));
    }

    @Test
    void everyVolumeIsReadAsItWasWritten() {
        assertThat(RandomGalleries.ALL)
                .allSatisfy(one -> assertThat(one.plan().volumes())
                        .allSatisfy(volume -> assertThat(VolumePlanDocument.read(VolumePlanDocument.write(volume))
                                        .entries())
                                .isEqualTo(volume.entries())));
    }

    private static Stream<String> allPaths(ArchivePlan plan) {
        return plan.volumes().stream().flatMap(volume -> Plans.paths(volume.entries()));
    }
}
