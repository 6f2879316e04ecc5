package sundown.archive.zip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.archive.plan.ArchivePaths;
import sundown.contract.SampleItems;
import sundown.local.unzip.UnzipProgram;
import sundown.local.unzip.UnzipProgram.Bsdtar;
import sundown.local.unzip.UnzipProgram.ListedEntry;
import sundown.local.unzip.UnzipProgram.SevenZip;
import sundown.secret.Secret;

/** Opens volumes with programs that share no code with the renderer. */
@Tag("thorough")
class UnzipProgramsTest {
    private static final String PROGRAMS = "sundown.local.unzip.UnzipProgram#all";
    private static final String PHOTO = "photo.jpg";

    /** Found by trying: the search begins here, so that it ends at once. */
    private static final int PASSES = 60_310;

    private static final int CONTENTS = 30 + PHOTO.length() + 20 + 18;
    private static final int CODE = 10;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource(PROGRAMS)
    void giveBackEveryByteOfEveryEntry(UnzipProgram program) throws Exception {
        List<Given.Entry> entries = List.of(
                new Given.Entry(Given.README, 2_000),
                new Given.Entry("Ferien 2023/a.jpg", 1),
                new Given.Entry("Ferien 2023/b.jpg", 15),
                new Given.Entry("Ferien 2023/c.jpg", 16),
                new Given.Entry("Ferien 2023/d.jpg", 17),
                new Given.Entry("Album/plage/e.jpg", 32 * 1024),
                new Given.Entry("Album/plage/f.mp4", 3_000_001),
                new Given.Entry("Album/g.jpg", 100_000));
        Path volume = write(Given.zip(entries));

        assertThat(program.extract(volume, Given.PASSWORD, folder)).isTrue();
        for (Given.Entry entry : entries) {
            assertThat(folder.resolve(entry.path())).hasBinaryContent(entry.contents());
        }
        assertThat(contents(program, volume))
                .isEqualTo(concatenated(Given.contents(entries).toList()));
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
        Path volume = write(Given.zip(
                paths.stream().map(path -> new Given.Entry(path, path.length())).toList()));

        assertThat(program.list(volume)).extracting(ListedEntry::path).isEqualTo(paths);
        assertThat(program.contents(volume, Given.PASSWORD, OutputStream.nullOutputStream()))
                .isTrue();
    }

    /** The paths are those of a gallery, also where a file system knows no case, and no accent of its own. */
    @ParameterizedTest
    @MethodSource(PROGRAMS)
    void unpackHostileNamesInsideTheFolderAlone(UnzipProgram program) throws Exception {
        List<String> names = List.of(
                "../../x",
                "..\\..\\x.jpg",
                "/etc/passwd",
                "CON",
                "LPT1.txt",
                "\u202Egpj.exe",
                "long".repeat(75) + ".jpg",
                "\uD83D\uDE00".repeat(150) + ".jpg",
                "Beach.JPG",
                "beach.jpg",
                "BEACH.jpg",
                "Cafe\u0301.jpg",
                "Caf\u00E9.jpg",
                "a:b*c?.jpg",
                "line\nfeed.jpg",
                "ends with a dot.",
                "...",
                "-rf",
                "@list");
        ArchivePaths paths = new ArchivePaths();
        List<Given.Entry> entries = IntStream.range(0, names.size())
                .mapToObj(number -> SampleItems.bare("item-" + number, "1/user/" + number, names.get(number), 1))
                .map(item -> new Given.Entry(paths.of(item), item.name().length()))
                .toList();
        Path unpacked = Files.createDirectory(folder.resolve("unpacked"));

        assertThat(program.extract(write(Given.zip(entries)), Given.PASSWORD, unpacked))
                .isTrue();
        for (Given.Entry entry : entries) {
            assertThat(unpacked.resolve(entry.path())).hasBinaryContent(entry.contents());
        }
        try (Stream<Path> files = Files.walk(unpacked)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> Normalizer.normalize(file.toString(), Normalizer.Form.NFD)
                                    .toLowerCase(Locale.ROOT)))
                    .hasSize(names.size())
                    .doesNotHaveDuplicates();
        }
        assertThat(folder).isDirectoryNotContaining("glob:**/{x,x.jpg,passwd}");
    }

    @ParameterizedTest
    @MethodSource(PROGRAMS)
    void findOneFlippedBitAnywhereInContentsAndCode(UnzipProgram program) throws Exception {
        byte[] whole = photo(40);
        assertThat(opens(program, whole, Given.PASSWORD)).isTrue();

        for (int index = CONTENTS; index < CONTENTS + 40 + CODE; index++) {
            byte[] damaged = whole.clone();
            damaged[index] ^= (byte) (1 << index % 8);
            assertThat(opens(program, damaged, Given.PASSWORD))
                    .as("byte %d", index - CONTENTS)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource(PROGRAMS)
    void findOneFlippedBitInALargeEntry(UnzipProgram program) throws Exception {
        byte[] whole = photo(1_000_003);
        assertThat(opens(program, whole, Given.PASSWORD)).isTrue();

        for (int offset : List.of(0, 500_000, 1_000_002)) {
            byte[] damaged = whole.clone();
            damaged[CONTENTS + offset] ^= 0x10;
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
        ByteArrayOutputStream wrong = new ByteArrayOutputStream();
        Given.write(List.of(new Given.Entry(PHOTO, 1000)), wrong, passesTheVerifier(right));

        assertThat(wrong.toByteArray()).startsWith(Arrays.copyOf(right, CONTENTS));
        assertThat(opens(program, right, passesTheVerifier(right))).isFalse();
    }

    /** One wrong password in 65,536 has the right verifier. */
    private static Secret passesTheVerifier(byte[] photo) {
        byte[] salt = Arrays.copyOfRange(photo, CONTENTS - 18, CONTENTS - 2);
        return IntStream.iterate(PASSES, number -> number + 1)
                .mapToObj(number -> new Secret("wrong-" + number))
                .filter(password ->
                        Arrays.equals(verifier(password, salt), Arrays.copyOfRange(photo, CONTENTS - 2, CONTENTS)))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] verifier(Secret password, byte[] salt) {
        ByteBuffer verifier = ByteBuffer.allocate(2);
        new KeyDerivation(password).keys(salt).putVerifier(verifier);
        return verifier.array();
    }

    private static byte[] photo(int bytes) throws IOException {
        return Given.zip(new Given.Entry(PHOTO, bytes));
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
