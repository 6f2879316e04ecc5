package sundown.archive.zip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.local.unzip.Bsdtar;
import sundown.local.unzip.ListedEntry;
import sundown.local.unzip.SevenZip;
import sundown.local.unzip.UnzipProgram;
import sundown.secret.Secret;

/** Opens volumes with programs that share no code with the renderer. */
@Tag("thorough")
class UnzipProgramsTest {
    private static final String PROGRAMS = "sundown.local.unzip.UnzipProgram#all";
    private static final String PHOTO = "photo.jpg";

    /** Found by trying: its verifier for the salt of {@link #PHOTO} is the right password's. */
    private static final Secret PASSES_THE_VERIFIER = new Secret("wrong-59501");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource(PROGRAMS)
    void giveBackEveryByteOfEveryEntry(UnzipProgram program) throws Exception {
        VolumeLayout layout = VolumeLayout.of(List.of(
                Given.entry("README.txt", 0),
                Given.entry("Ferien 2023/a.jpg", 1),
                Given.entry("Ferien 2023/b.jpg", 15),
                Given.entry("Ferien 2023/c.jpg", 16),
                Given.entry("Ferien 2023/d.jpg", 17),
                Given.entry("Album/plage/e.jpg", 32 * 1024),
                Given.entry("Album/plage/f.mp4", 3_000_001),
                Given.entry("Album/g.jpg", 100_000)));
        List<byte[]> contents = layout.entries().stream()
                .map(entry -> Given.bytes(entry.bytes(), (int) entry.bytes()))
                .toList();
        Path volume = write(Given.whole(layout, new HeldContents(contents)));

        assertThat(program.extract(volume, Given.PASSWORD, folder)).isTrue();
        for (int entry = 0; entry < contents.size(); entry++) {
            assertThat(folder.resolve(layout.entries().get(entry).path())).hasBinaryContent(contents.get(entry));
        }
        assertThat(contents(program, volume)).isEqualTo(concatenated(contents));
    }

    /** zip4j reads only the DOS time, which has no zone. */
    @ParameterizedTest
    @MethodSource("programsThatKnowTheTime")
    void keepTheTimeOfAnEntry(UnzipProgram program) throws Exception {
        assertThat(program.extract(write(photo(10)), Given.PASSWORD, folder)).isTrue();

        assertThat(Files.getLastModifiedTime(folder.resolve(PHOTO)).toInstant()).isEqualTo(Given.MODIFIED);
    }

    static Stream<UnzipProgram> programsThatKnowTheTime() {
        return Stream.of(new SevenZip(), new Bsdtar());
    }

    /**
     * The names of a hostile client may look like this after they have been made safe: odd, long and nearly equal. They
     * are composed (NFC), because bsdtar composes others.
     */
    @ParameterizedTest
    @MethodSource(PROGRAMS)
    void listNamesAsTheyAre(UnzipProgram program) throws Exception {
        List<String> paths = List.of(
                "-rf",
                "@list.txt",
                "_CON.jpg",
                "Ferien/IMG_1.JPG",
                "Ferien/img_1 (2).jpg",
                "$(reboot) `id` 'a' %PATH% & b;c.jpg",
                "..._.._x.jpg",
                " space at both ends .jpg",
                "a".repeat(250) + ".jpg",
                "é".repeat(120) + ".jpg",
                "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67.jpg",
                "\u05E9\u05DC\u05D5\u05DD/\u0645\u0631\u062D\u0628\u0627.jpg",
                "\u5BB6\u65CF/\uAC00\uC871.mp4");
        VolumeLayout layout = VolumeLayout.of(
                paths.stream().map(path -> Given.entry(path, path.length())).toList());
        Path volume = write(Given.whole(layout, Given.contents(layout)));

        assertThat(program.list(volume)).extracting(ListedEntry::path).isEqualTo(paths);
        assertThat(program.contents(volume, Given.PASSWORD, OutputStream.nullOutputStream()))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource(PROGRAMS)
    void findOneFlippedBitAnywhereInContentsAndCode(UnzipProgram program) throws Exception {
        VolumeLayout layout = photoLayout(40);
        byte[] whole = photo(40);
        int begin = (int) layout.contentsOffset(0);
        assertThat(opens(program, whole, Given.PASSWORD)).isTrue();

        for (int index = begin; index < layout.directoryOffset(); index++) {
            byte[] damaged = whole.clone();
            damaged[index] ^= (byte) (1 << index % 8);
            assertThat(opens(program, damaged, Given.PASSWORD))
                    .as("byte %d", index - begin)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource(PROGRAMS)
    void findOneFlippedBitInALargeEntry(UnzipProgram program) throws Exception {
        VolumeLayout layout = photoLayout(1_000_003);
        byte[] whole = photo(1_000_003);
        assertThat(opens(program, whole, Given.PASSWORD)).isTrue();

        for (int offset : List.of(0, 500_000, 1_000_002)) {
            byte[] damaged = whole.clone();
            damaged[(int) layout.contentsOffset(0) + offset] ^= 0x10;
            assertThat(opens(program, damaged, Given.PASSWORD))
                    .as("byte %d", offset)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource(PROGRAMS)
    void refuseAWrongPassword(UnzipProgram program) throws Exception {
        byte[] whole = photo(1000);

        assertThat(opens(program, whole, Given.PASSWORD)).isTrue();
        assertThat(opens(program, whole, new Secret("hk4m-9tqz-w7cp-3xrd-8vfm")))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource(PROGRAMS)
    void refuseAWrongPasswordThatPassesTheVerifierByTheCode(UnzipProgram program) throws Exception {
        byte[] right = photo(1000);
        VolumeLayout layout = photoLayout(1000);
        int verifier = (int) layout.contentsOffset(0) - 2;
        byte[] wrong = new byte[1000 + verifier + 2];
        try (VolumeRenderer renderer =
                new VolumeRenderer(layout, PASSES_THE_VERIFIER, Given.contents(layout), 0, layout.codeOffset(0))) {
            renderer.render(wrong, 0, wrong.length);
        }

        assertThat(wrong).startsWith(Arrays.copyOf(right, verifier + 2));
        assertThat(opens(program, right, PASSES_THE_VERIFIER)).isFalse();
    }

    private static VolumeLayout photoLayout(int bytes) {
        return VolumeLayout.of(List.of(Given.entry(PHOTO, bytes)));
    }

    private static byte[] photo(int bytes) throws IOException {
        VolumeLayout layout = photoLayout(bytes);
        return Given.whole(layout, Given.contents(layout));
    }

    private boolean opens(UnzipProgram program, byte[] volume, Secret password) throws Exception {
        return program.contents(write(volume), password, OutputStream.nullOutputStream());
    }

    private byte[] contents(UnzipProgram program, Path volume) throws Exception {
        ByteArrayOutputStream contents = new ByteArrayOutputStream();
        assertThat(program.contents(volume, Given.PASSWORD, contents)).isTrue();
        return contents.toByteArray();
    }

    private Path write(byte[] volume) throws IOException {
        return Files.write(folder.resolve("volume.zip"), volume);
    }

    private static byte[] concatenated(List<byte[]> all) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        all.forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }
}
