package sundown.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sundown.gallery.Digests;
import sundown.gallery.Item;
import sundown.media.DatedFiles;
import sundown.runtime.Records;

/** Archives have the date that the gallery knows inside files without one, or beside them. */
class AddedDatesTest extends Functions {
    @TempDir
    private Path folder;

    /** A section has the headers of these small files, and a large film many sections. */
    @BeforeEach
    void deploy() {
        addDates();
        deploy(new ArchiveSettings(1_000_000, 16_000, 1_000_000, KEPT));
    }

    @Test
    void filesHaveTheKnownDateInsideOrBeside() {
        List<String> names = List.of(
                "none.jpg",
                "make.jpg",
                "motion.jpg",
                "begin.mp4",
                "end.mov",
                "dated.jpg",
                "broken.jpg",
                "none.png",
                "dated.png");
        Map<String, byte[]> files = archived(names);

        assertThat(files)
                .hasEntrySatisfying(
                        "none.png.xmp",
                        sidecar -> assertThat(new String(sidecar, UTF_8))
                                .contains("exif:DateTimeOriginal=\"2019-08-07T11:35:04\""))
                .containsOnlyKeys(withListsAnd(names, "none.png.xmp"));
        assertThat(names)
                .allSatisfy(name -> assertThat(files.get(name)).as(name).isEqualTo(DatedFiles.withDate(name)));
        assertThat(new String(files.get("items-1.csv"), UTF_8))
                .contains("\"none.jpg\",\"\",\"2019-08-07T06:05:04Z\",\"added to the file\","
                        + DatedFiles.withDate("none.jpg").length)
                .contains("\"dated.jpg\",\"\",\"2019-08-07T06:05:04Z\",\"in the file\",")
                .contains("\"none.png\",\"\",\"2019-08-07T06:05:04Z\",\"in a file beside it\",")
                .contains("\"broken.jpg\",\"\",\"2019-08-07T06:05:04Z\",\"\",");
    }

    /** The headers of a film come last, in another section than its beginning. */
    @Test
    void aFilmOfManySectionsHasTheKnownDate() {
        deploy(new ArchiveSettings(1_000_000, 1_300, 1_000_000, KEPT));
        assertThat(archived(List.of("end.mp4"))).containsEntry("end.mp4", DatedFiles.withDate("end.mp4"));
    }

    @Test
    void aFileOfTheUserIsNotReplacedByASidecar() {
        addPhoto(USER, 50, "none.png.xmp", Optional.empty(), "of the user".getBytes(UTF_8));
        assertThat(archived(List.of("none.png"))).containsEntry("none.png.xmp", "of the user".getBytes(UTF_8));
    }

    @Test
    void anArchiveThatWasRequestedWithoutDatesHasNone() {
        add(1, "none.jpg");
        add(2, "none.png");
        request(USER);
        archives.save(Records.with(archive(), "dates", Optional.empty()));
        assertThat(files())
                .containsEntry("none.jpg", DatedFiles.file("none.jpg"))
                .doesNotContainKey("none.png.xmp");
    }

    @Test
    void aPlanHasRoomForDates() {
        Map<String, byte[]> files = archived(List.of("none.jpg", "none.png", "none.gif", "none.heic"));
        assertThat(files).containsKeys("none.png.xmp", "none.gif.xmp", "none.heic.xmp");
        assertThat(archive().contents().orElseThrow().bytes())
                .isGreaterThanOrEqualTo(volumes(view()).getFirst().path("bytes").longValue());
    }

    private static String[] withListsAnd(List<String> names, String... others) {
        return java.util.stream.Stream.of(
                        names.stream(), List.of(others).stream(), List.of("items-1.csv", "README.txt").stream())
                .flatMap(each -> each)
                .toArray(String[]::new);
    }

    private Map<String, byte[]> archived(List<String> names) {
        IntStream.range(0, names.size()).forEach(index -> add(index + 1, names.get(index)));
        request(USER);
        return files();
    }

    private void add(int number, String name) {
        byte[] file = DatedFiles.file(name);
        Item item = addPhoto(USER, number, name, Optional.empty(), file);
        index.put(
                USER,
                Records.with(
                        Records.with(item, "takenAt", Optional.of(DatedFiles.TAKEN_AT)),
                        "sha1",
                        Optional.of(Digests.sha1(file))));
    }

    /** What the archive has, without the folder of items without an album. */
    private Map<String, byte[]> files() {
        buildAll();
        try {
            return opened(folder).entrySet().stream()
                    .collect(
                            Collectors.toMap(file -> file.getKey().replace("Without album/", ""), Map.Entry::getValue));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
