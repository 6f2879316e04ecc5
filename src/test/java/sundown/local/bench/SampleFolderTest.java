package sundown.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("instruments")
class SampleFolderTest {
    private static final long BYTES = 20_000_001;

    @TempDir
    private Path scratch;

    @Test
    void hasAsManyBytesAsWereAskedFor() throws IOException {
        SampleFolder folder = create("files", BYTES);

        assertThat(folder.bytes()).isEqualTo(BYTES);
        assertThat(SampleFolder.of(folder.path())).isEqualTo(folder);
    }

    @Test
    void hasFilesAsLargeAsPhotosAndAVideoAmongThirty() throws IOException {
        SampleFolder folder = create("files", 200_000_000);

        assertThat(folder.files()).hasSizeGreaterThanOrEqualTo(30);
        assertThat(folder.files().subList(0, 29))
                .allSatisfy(photo -> assertThat(Files.size(photo)).isBetween(2_000_000L, 6_000_000L));
        assertThat(folder.files().get(29)).hasFileName("0030.mp4");
        assertThat(Files.size(folder.files().get(29))).isGreaterThan(50_000_000);
    }

    @Test
    void isTheSameEachTime() throws IOException {
        SampleFolder one = create("one", BYTES);
        SampleFolder other = create("other", BYTES);

        assertThat(one.files())
                .zipSatisfy(other.files(), (file, same) -> assertThat(file).hasSameBinaryContentAs(same));
    }

    @Test
    void doesNotCompress() throws IOException {
        byte[] photo = Files.readAllBytes(create("files", BYTES).files().getFirst());
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(photo);
            deflater.finish();
            assertThat(deflater.deflate(new byte[2 * photo.length])).isGreaterThanOrEqualTo(photo.length);
        }
    }

    @Test
    void givesItsFirstFilesAsAFolder() throws IOException {
        SampleFolder folder = create("files", BYTES);
        long first = Files.size(folder.files().getFirst());

        SampleFolder one = folder.first(scratch.resolve("one"), first);
        SampleFolder two = folder.first(scratch.resolve("two"), first + 1);
        SampleFolder all = folder.first(scratch.resolve("all"), 2 * BYTES);

        assertThat(one.bytes()).isEqualTo(first);
        assertThat(two.files()).hasSize(2);
        assertThat(all.bytes()).isEqualTo(BYTES);
    }

    private SampleFolder create(String name, long bytes) throws IOException {
        return SampleFolder.create(scratch.resolve(name), bytes);
    }
}
