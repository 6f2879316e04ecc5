package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.account.UserId;
import sundown.local.unzip.UnzipProgram;
import sundown.local.unzip.UnzipProgram.SevenZip;

/** Names from clients that mean harm, or know no limits, as they come out of the archive. */
@FunctionTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileNamesTest {
    private static final List<String> NAMES = List.of(
            "../../x",
            "..\\..\\x.jpg",
            "/etc/passwd",
            "CON",
            "con.jpg",
            "LPT1.txt",
            "\u202Egpj.exe",
            "left\u2066right\u2069.jpg",
            "long".repeat(75) + ".jpg",
            "\uD83D\uDE00".repeat(150) + ".jpg",
            "smile \uD83D\uDE00.jpg",
            "Beach.JPG",
            "beach.jpg",
            "BEACH.jpg",
            "Cafe\u0301.jpg",
            "Caf\u00E9.jpg",
            "a:b*c?.jpg",
            "line\nfeed.jpg",
            "bell\u0007.jpg",
            "ends with a dot.",
            " ",
            "...",
            "-rf",
            "@list",
            "README.txt");

    @Inject
    Archives archives;

    private final List<Photo> gallery = gallery();

    @TempDir
    private Path folder;

    private Download download;

    @BeforeAll
    void build() throws InterruptedException {
        UserId user = archives.ready("hostile-names", gallery);
        download = archives.download(user);
    }

    private static List<UnzipProgram> programs() {
        return UnzipProgram.all().toList();
    }

    /** Each name once, then in albums with hostile names. */
    private static List<Photo> gallery() {
        List<Photo> gallery = new ArrayList<>();
        for (String name : NAMES) {
            gallery.add(Photo.jpeg(gallery.size() + 1).named(name, "Album"));
        }
        for (String album : List.of("../..", "CON", "ALBUM", "Cafe\u0301", "Caf\u00E9", "/", "a/b")) {
            gallery.add(Photo.jpeg(gallery.size() + 1).named("photo.jpg", album));
        }
        return gallery;
    }

    @ParameterizedTest
    @MethodSource("programs")
    void areListedAndUnpackedByEveryProgram(UnzipProgram program) throws Exception {
        List<Path> volumes = download.all(folder);

        UnpackedArchive unpacked = UnpackedArchive.of(program, download, folder);

        assertThat(program.list(volumes.getFirst())).hasSize(gallery.size() + 2);
        assertThat(unpacked.ownFiles()).containsExactlyInAnyOrder("README.txt", "items-1.csv");
        assertThat(unpacked.digests()).containsExactlyInAnyOrderElementsOf(UnpackedArchive.digestsOf(gallery));
        assertThat(unpacked.photos().keySet()).allSatisfy(HostileNamesTest::requireSafe);
    }

    @Test
    void areUniqueOnFileSystemsThatKnowNoCaseAndNoAccentOfTheirOwn() throws Exception {
        UnpackedArchive unpacked = UnpackedArchive.of(new SevenZip(), download, folder);

        assertThat(unpacked.photos().keySet())
                .extracting(
                        path -> Normalizer.normalize(path, Normalizer.Form.NFD).toLowerCase(Locale.ROOT))
                .doesNotHaveDuplicates();
        assertThat(unpacked.photos().keySet())
                .contains("Album/Caf\u00E9.jpg", "Album/Caf\u00E9 (2).jpg", "Album/smile \uD83D\uDE00.jpg");
    }

    private static void requireSafe(String path) {
        assertThat(path).doesNotContain("..", "\\", "\u202E", "\u2066", "\u2069", "\n", "\u0007");
        assertThat(path).isEqualTo(Normalizer.normalize(path, Normalizer.Form.NFC));
        for (String part : path.split("/", -1)) {
            assertThat(part)
                    .isNotBlank()
                    .hasSizeLessThanOrEqualTo(110)
                    .doesNotStartWith(".")
                    .doesNotMatch("(?i)(CON|LPT1)(\\..*)?");
        }
        assertThat(path.split("/", -1)).hasSize(2);
    }
}
