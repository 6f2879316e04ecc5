package sundown.local.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.SplittableRandom;
import sundown.archive.zip.ZipWriter;
import sundown.local.bench.MappedFolder.MappedFile;

/** Sundown's own ZIP writer: one volume of all files. */
final class RendererWriter implements ArchiveWriter {
    private static final Instant MODIFIED = Instant.parse("2022-10-25T08:00:00Z");
    private static final int PIECE = 1 << 20;

    private final byte[] piece = new byte[PIECE];

    @Override
    public void write(MappedFolder folder, OutputStream target) throws IOException {
        ZipWriter zip = new ZipWriter(
                target, PASSWORD, new SplittableRandom(folder.files().size()));
        for (MappedFile file : folder.files()) {
            zip.begin(file.name(), file.bytes().byteSize(), MODIFIED);
            try (InputStream contents = file.open(0)) {
                for (int bytes = contents.read(piece); bytes >= 0; bytes = contents.read(piece)) {
                    zip.write(piece, 0, bytes);
                }
            }
            zip.end();
        }
        zip.finish();
    }
}
