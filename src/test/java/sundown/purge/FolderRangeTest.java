package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.gallery.BucketLayout;
import sundown.gallery.ObjectKey;

class FolderRangeTest {
    private static final int PARTS = 16;

    /** Whatever the sample, each folder is in one part, and no part is looked for twice. */
    @Test
    void dividesAllFolders() {
        for (int size : List.of(0, 1, 2, 15, 16, 17, 100)) {
            List<UserId> sample = sample(size);
            List<String> folders = Stream.concat(Stream.of("-/", "~", "loose.txt", "u050-a/", "zz/"), folders(sample))
                    .toList();
            assertThat(folders)
                    .allSatisfy(folder -> assertThat(IntStream.range(0, PARTS)
                                    .filter(part -> lists(FolderRange.part(folders(sample), part, PARTS), folder))
                                    .count())
                            .as(folder + " of a sample of " + size)
                            .isEqualTo(1));
        }
    }

    @Test
    void givesEachPartAsManyUsers() {
        List<UserId> sample = sample(1_600);
        List<FolderRange> parts = IntStream.range(0, PARTS)
                .mapToObj(part -> FolderRange.part(folders(sample), part, PARTS))
                .toList();
        assertThat(parts)
                .allSatisfy(part -> assertThat(sample)
                        .filteredOn(user -> lists(part, BucketLayout.folder(user)))
                        .hasSize(100));
    }

    /** The order of folders is not that of ids: a hyphen comes before the slash at the end of a folder. */
    @Test
    void dividesInTheOrderOfFolders() {
        List<UserId> sample = List.of(new UserId("a"), new UserId("a-b"));
        assertThat(FolderRange.part(folders(sample), 1, 2)).isEqualTo(new FolderRange("a-b/", Optional.empty()));
    }

    private static boolean lists(FolderRange range, String folder) {
        return ObjectKey.ORDER.compare(range.after(), folder) < 0 && range.has(folder);
    }

    private static Stream<String> folders(List<UserId> users) {
        return users.stream().map(BucketLayout::folder);
    }

    private static List<UserId> sample(int size) {
        return IntStream.range(0, size)
                .mapToObj(number -> new UserId("u%03d".formatted(number)))
                .toList();
    }
}
