package sundown.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static sundown.local.unzip.InstalledProgram.EXIFTOOL;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.local.demo.MediaTools;
import sundown.local.unzip.InstalledProgram;

/** ExifTool and FFmpeg read what is written into files, and find everything else as it was. */
@Tag("instruments")
class ReadByToolsTest {
    private static final String DATES = "/sundown/local/demo/gallery/dates";

    private static final Map<String, String> PHOTO_DATES = Map.of("ExifIFD DateTimeOriginal", "2019:08:07 11:35:04");

    private static final Map<String, String> FILM_DATES = Stream.of(
                    "QuickTime CreateDate",
                    "QuickTime ModifyDate",
                    "Track1 TrackCreateDate",
                    "Track1 TrackModifyDate",
                    "Track1 MediaCreateDate",
                    "Track1 MediaModifyDate")
            .collect(Collectors.toMap(name -> name, _ -> "2019:08:07 06:05:04"));

    private static final Pattern TAG = Pattern.compile("\\[(?<group>.+?)\\] +(?<tag>\\S+) +: (?<value>.*)");

    @TempDir
    private Path folder;

    static List<String> changed() throws Exception {
        try (Stream<Path> files = Files.list(Path.of(
                Objects.requireNonNull(ReadByToolsTest.class.getResource(DATES)).toURI()))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !Arrays.equals(DatedFiles.file(name), DatedFiles.withDate(name)))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void allThatTakeADateAreLookedAt() throws Exception {
        assertThat(changed())
                .containsExactly(
                        "begin.mp4",
                        "end.mov",
                        "end.mp4",
                        "make.jpg",
                        "motion.jpg",
                        "none.jpg",
                        "pictures.jpg",
                        "texts.jpg",
                        "zeros.jpg");
    }

    private static final String VERSION = "ExifIFD ExifVersion";

    @ParameterizedTest
    @MethodSource("changed")
    void theDateIsReadAndNothingElseHasChanged(String name) throws Exception {
        Map<String, String> before = tags(before(name));
        Map<String, String> after = tags(after(name));

        assertThat(dates(after)).isEqualTo(name.endsWith(".jpg") ? PHOTO_DATES : FILM_DATES);
        Map<String, String> others = withoutDates(after);
        if (!before.containsKey(VERSION)) {
            assertThat(others.remove(VERSION))
                    .as("a list of fields needs the version")
                    .isIn("0232", null);
        }
        assertThat(others).isEqualTo(withoutDates(before));
    }

    @ParameterizedTest
    @MethodSource("changed")
    void nothingIsWrongThatWasRightBefore(String name) throws Exception {
        assertThat(complaints(after(name))).isSubsetOf(complaints(before(name)));
    }

    @ParameterizedTest
    @MethodSource("changed")
    void thePictureOrFilmIsTheSame(String name) throws Exception {
        assertThat(MediaTools.decoded(after(name))).startsWith("MD5=").isEqualTo(MediaTools.decoded(before(name)));
    }

    @ParameterizedTest
    @CsvSource({"-MPImage2, pictures.jpg", "-ThumbnailImage, texts.jpg"})
    void otherPicturesAreFoundWhereTheyAre(String picture, String name) throws Exception {
        byte[] found = written(EXIFTOOL, List.of(picture, "-b", after(name).toString()));
        assertThat(found)
                .isEqualTo(written(EXIFTOOL, List.of(picture, "-b", before(name).toString())))
                .startsWith(0xFF, 0xD8, 0xFF);
    }

    @Test
    void theFilmBehindAPhotoIsTheSame() throws Exception {
        assertThat(film(DatedFiles.withDate("motion.jpg"), "after"))
                .startsWith("MD5=")
                .isEqualTo(film(DatedFiles.file("motion.jpg"), "before"));
    }

    /** The film's frames; it begins four bytes before its first name. */
    private String film(byte[] photo, String name) throws Exception {
        int begin = new String(photo, ISO_8859_1).indexOf("ftyp") - Integer.BYTES;
        return MediaTools.decoded(Files.write(folder.resolve(name), Arrays.copyOfRange(photo, begin, photo.length)));
    }

    private Path before(String name) throws IOException {
        return put("before", name, DatedFiles.file(name));
    }

    private Path after(String name) throws IOException {
        return put("after", name, DatedFiles.withDate(name));
    }

    private Path put(String subfolder, String name, byte[] file) throws IOException {
        return Files.write(Files.createDirectories(folder.resolve(subfolder)).resolve(name), file);
    }

    /** All that ExifTool reads, but the file's own name and times, and where in it things are. */
    private static Map<String, String> tags(Path file) throws Exception {
        Map<String, String> tags = new TreeMap<>();
        for (String line : EXIFTOOL.lines(List.of(
                "-charset",
                "exif=Latin1",
                "-G1",
                "-s",
                "-a",
                "--System:all",
                "--ExifTool:all",
                "--ExifByteOrder",
                "--MPImageStart",
                "--ThumbnailOffset",
                file.toString()))) {
            Matcher tag = TAG.matcher(line);
            assertThat(tag.matches()).as(line).isTrue();
            tags.merge(
                    tag.group("group") + " " + tag.group("tag"),
                    tag.group("value"),
                    (one, other) -> one + ", " + other);
        }
        return tags;
    }

    private static Map<String, String> dates(Map<String, String> tags) {
        Map<String, String> dates = new TreeMap<>(tags);
        dates.keySet().removeIf(name -> !isDate(name));
        return dates;
    }

    private static Map<String, String> withoutDates(Map<String, String> tags) {
        Map<String, String> others = new TreeMap<>(tags);
        others.keySet().removeIf(ReadByToolsTest::isDate);
        return others;
    }

    private static boolean isDate(String name) {
        return name.contains("Date");
    }

    /** What ExifTool finds wrong; that an Exif of a date alone lacks other tags is no harm. */
    private static List<String> complaints(Path file) throws Exception {
        return EXIFTOOL.lines(List.of("-validate", "-warning", "-error", "-a", file.toString())).stream()
                .filter(line -> !line.startsWith("Validate") && !line.contains("Missing required JPEG"))
                .toList();
    }

    private static byte[] written(InstalledProgram program, List<String> arguments) throws Exception {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        assertThat(program.run(output, arguments)).isTrue();
        return output.toByteArray();
    }
}
