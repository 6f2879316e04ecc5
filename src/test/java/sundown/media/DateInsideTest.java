package sundown.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sundown.media.DatedFiles.changed;
import static sundown.media.DatedFiles.file;
import static sundown.media.DatedFiles.known;
import static sundown.media.DatedFiles.look;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.media.DateInside.Absent;
import sundown.media.DateInside.NotKnown;
import sundown.media.DateInside.Present;
import sundown.media.Splice.Spliced;

class DateInsideTest {
    private static final int ALL = DateInside.HEAD_BYTES_MAX;
    private static final Optional<KnownDate> KNOWN = Optional.of(known());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dated.jpg",
                "digitized.jpg",
                "modified.jpg",
                "xmp.jpg",
                "iptc.jpg",
                "far.jpg",
                "dated.png",
                "dated.gif",
                "dated.webp",
                "dated.heic",
                "dated.mp4"
            })
    void aDateInsideIsLeftAsItIsBeItRightOrWrong(String name) {
        assertThat(look(name, file(name), ALL, KNOWN)).isEqualTo(new Present());
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.jpg", "make.jpg", "zeros.jpg", "pictures.jpg", "motion.jpg"})
    void aJpegWithoutADateGetsTheKnownOne(String name) {
        byte[] file = file(name);
        byte[] dated = changed(file, additions(name, file), 0);

        assertThat(look(name, dated, ALL, KNOWN)).isEqualTo(new Present());
        String head = new String(dated, 0, dated.length - picturesOf(file).length, ISO_8859_1);
        assertThat(head).containsOnlyOnce("2019:08:07 11:35:04").doesNotContain("+05:30");
        assertThat(Arrays.copyOfRange(dated, dated.length - picturesOf(file).length, dated.length))
                .as("the picture, and what follows it")
                .isEqualTo(picturesOf(file));
    }

    /** From the first start of a scan on. */
    private static byte[] picturesOf(byte[] jpeg) {
        return Arrays.copyOfRange(jpeg, new String(jpeg, ISO_8859_1).indexOf("\u00FF\u00DA"), jpeg.length);
    }

    @Test
    void whatAJpegHasBesideItsDateStays() {
        byte[] dated = changed(file("make.jpg"), additions("make.jpg", file("make.jpg")), 0);
        assertThat(new String(dated, ISO_8859_1)).contains("Acme", "X1", "<rdf:li xml:lang='x-default'>hi</rdf:li>");
    }

    @Test
    void anOffsetIsWrittenWhereTheGalleryKnowsIt() {
        KnownDate offset = new KnownDate(
                DatedFiles.TAKEN_AT,
                LocalDateTime.ofInstant(DatedFiles.TAKEN_AT, ZoneOffset.ofHours(-3)),
                Optional.of(ZoneOffset.ofHours(-3)));
        byte[] file = file("none.jpg");
        assertThat(look("none.jpg", file, ALL, Optional.of(offset)))
                .isInstanceOfSatisfying(
                        Absent.class,
                        absent -> assertThat(new String(changed(file, absent.additions(), 0), ISO_8859_1))
                                .contains("2019:08:07 03:05:04", "-03:00"));
        assertThat(offset.xmp()).isEqualTo("2019-08-07T03:05:04-03:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"begin.mp4", "end.mp4", "end.mov"})
    void aFilmWithoutADateGetsTheKnownOneInPlace(String name) {
        byte[] file = file(name);
        byte[] dated = changed(file, additions(name, file), 0);

        assertThat(dated).hasSameSizeAs(file);
        assertThat(differences(file, dated)).isEqualTo(6 * Integer.BYTES);
        assertThat(look(name, dated, ALL, KNOWN)).isEqualTo(new Present());
        assertThat(look(name, file, 600, KNOWN)).as("with few bytes at hand").isEqualTo(look(name, file, ALL, KNOWN));
    }

    /** Of a comment, a color profile, and the tables of a picture. */
    @ParameterizedTest
    @ValueSource(ints = {0xFE, 0xE2, 0xDB})
    void aDateBehindALongSegmentOfAnyKindIsFound(int kind) {
        byte[] dated = file("dated.jpg");
        int segment = 4_002;
        byte[] file = ByteBuffer.allocate(dated.length + segment)
                .put(dated, 0, 2)
                .put((byte) 0xFF)
                .put((byte) kind)
                .putShort((short) (segment - 2))
                .put(new byte[segment - 4])
                .put(dated, 2, dated.length - 2)
                .array();

        assertThat(look("dated.jpg", file, 1_000, KNOWN)).isEqualTo(new Present());
    }

    private static long differences(byte[] one, byte[] other) {
        long count = 0;
        for (int index = 0; index < one.length; index++) {
            count += one[index] == other[index] ? 0 : 1;
        }
        return count;
    }

    @Test
    void aFilmIsReadWhereItsHeadersAre() throws IOException {
        byte[] file = file("end.mp4");
        List<Long> read = new ArrayList<>();
        DateInside found = DateInside.look(
                "end.mp4",
                Arrays.copyOf(file, MediaType.FIRST_BYTES),
                (offset, length) -> {
                    read.add(offset);
                    return Arrays.copyOfRange(file, (int) offset, (int) Math.min(file.length, offset + length));
                },
                KNOWN);

        assertThat(found).isInstanceOf(Absent.class);
        assertThat(read).containsExactly((long) new String(file, ISO_8859_1).indexOf("moov") - 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.png", "none.gif", "none.webp", "none.heic", "none.tif"})
    void aFormatThatTakesNoDateIsLeftAsItIs(String name) {
        assertThat(look(name, file(name), ALL, KNOWN)).isEqualTo(new Absent(List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"broken.jpg", "cut.jpg", "broken.mp4"})
    void aBrokenFileIsLeftAsItIs(String name) {
        assertThat(look(name, file(name), ALL, KNOWN)).isEqualTo(new NotKnown());
    }

    @Test
    void aDateThatTheFormatCannotHaveIsNotWritten() {
        for (Instant at : List.of(Instant.parse("2041-01-01T00:00:00Z"), Instant.parse("1903-01-01T00:00:00Z"))) {
            KnownDate date = new KnownDate(at, LocalDateTime.ofInstant(at, ZoneOffset.UTC), Optional.empty());
            assertThat(look("end.mp4", file("end.mp4"), ALL, Optional.of(date))).isEqualTo(new Absent(List.of()));
        }
        KnownDate far = new KnownDate(Instant.MAX, LocalDateTime.MAX, Optional.empty());
        assertThat(look("none.jpg", file("none.jpg"), ALL, Optional.of(far))).isEqualTo(new Absent(List.of()));
    }

    @Test
    void aFileWithoutAKnownDateIsLeftAsItIs() {
        assertThat(look("none.jpg", file("none.jpg"), ALL, Optional.empty())).isEqualTo(new Absent(List.of()));
        assertThat(look("end.mp4", file("end.mp4"), ALL, Optional.empty())).isEqualTo(new Absent(List.of()));
    }

    /**
     * Bytes are changed at random near the beginning, where all headers are: nothing fails, and no date is replaced.
     */
    @ParameterizedTest
    @ValueSource(strings = {"none.jpg", "make.jpg", "dated.heic", "dated.png", "dated.webp", "begin.mp4"})
    void noFileIsTooBroken(String name) {
        Random random = new Random(4711);
        for (int round = 0; round < 300; round++) {
            byte[] file = file(name);
            for (int change = 0; change < 3; change++) {
                file[random.nextInt(Math.min(file.length, 400))] = (byte) random.nextInt();
            }
            byte[] cut = random.nextInt(4) == 0 ? Arrays.copyOf(file, random.nextInt(file.length)) : file;
            DateInside found = look(name, cut, ALL, KNOWN);
            if (found instanceof Absent(List<Splice> additions)) {
                assertThat(changed(cut, additions, 0).length).isEqualTo(cut.length + Splice.growth(additions));
            }
        }
    }

    @Test
    void aFileCanBeReadFromAnywhereAndInSections() throws IOException {
        byte[] file = file("end.mp4");
        List<Splice> changes = additions("end.mp4", file);
        byte[] whole = changed(file, changes, 0);
        for (int begin = 0; begin < file.length; begin++) {
            assertThat(changed(file, changes, begin)).isEqualTo(Arrays.copyOfRange(whole, begin, whole.length));
        }
        for (String name : List.of("end.mp4", "make.jpg")) {
            byte[] original = file(name);
            List<Splice> additions = additions(name, original);
            for (int section : new int[] {1, 7, 100}) {
                assertThat(inSections(original, additions, section)).isEqualTo(changed(original, additions, 0));
            }
        }
    }

    private static byte[] inSections(byte[] file, List<Splice> changes, int bytes) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(2 * file.length);
        Spliced stream = new Spliced(changes, ByteArrayInputStream.nullInputStream(), 0);
        for (int begin = 0; begin < file.length; begin += bytes) {
            stream.follow(new ByteArrayInputStream(file, begin, bytes));
            all.put(stream.readAllBytes());
        }
        return Arrays.copyOf(all.array(), all.position());
    }

    @Test
    void aFailureToReadIsNoBrokenFile() {
        byte[] head = Arrays.copyOf(file("end.mp4"), MediaType.FIRST_BYTES);
        assertThatThrownBy(() -> DateInside.look(
                        "end.mp4",
                        head,
                        (offset, length) -> {
                            throw new IOException("broken off");
                        },
                        KNOWN))
                .isInstanceOf(IOException.class);
    }

    private static List<Splice> additions(String name, byte[] file) {
        DateInside found = look(name, file, ALL, KNOWN);
        assertThat(found).isInstanceOf(Absent.class);
        return ((Absent) found).additions();
    }
}
