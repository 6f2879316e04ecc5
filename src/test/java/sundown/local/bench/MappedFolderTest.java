package sundown.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedFolderTest {
    private static final byte[] BYTES = {1, -2, 3, -4, 5};

    @TempDir
    private Path path;

    @Test
    void givesTheBytesOfAFileFromAnyOffsetOn() throws IOException {
        Files.write(path.resolve("a.jpg"), BYTES);
        try (MappedFolder folder = MappedFolder.open(path)) {
            for (int offset = 0; offset <= BYTES.length; offset++) {
                try (InputStream stream = folder.files().getFirst().open(offset)) {
                    assertThat(stream).hasBinaryContent(Arrays.copyOfRange(BYTES, offset, BYTES.length));
                }
            }
        }
    }

    @Test
    void givesByteAfterByteAndThenItsEnd() throws IOException {
        Files.write(path.resolve("a.jpg"), new byte[] {-2});
        try (MappedFolder folder = MappedFolder.open(path);
                InputStream stream = folder.files().getFirst().open(0)) {
            assertThat(stream.read()).isEqualTo(254);
            assertThat(stream.read()).isEqualTo(-1);
            assertThat(stream.read(new byte[1])).isEqualTo(-1);
        }
    }

    @Test
    void hasTheFilesInTheOrderOfTheirNamesAlsoEmptyOnes() throws IOException {
        Files.write(path.resolve("b.jpg"), BYTES);
        Files.createFile(path.resolve("a.jpg"));
        try (MappedFolder folder = MappedFolder.open(path)) {
            assertThat(folder.files()).extracting(MappedFolder.MappedFile::name).containsExactly("a.jpg", "b.jpg");
            assertThat(folder.files().getFirst().bytes().byteSize()).isZero();
        }
    }
}
