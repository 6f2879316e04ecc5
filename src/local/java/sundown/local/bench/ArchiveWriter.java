package sundown.local.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import sundown.archive.zip.ZipWriter;
import sundown.secret.Secret;

/** Java code that writes files into one archive, encrypted and not compressed. */
interface ArchiveWriter {
    /** The password of all archives here; it protects nothing. */
    Secret PASSWORD = new Secret("hk4m-9tqz-w7cp-3xrd-8vfn");

    void write(List<LoadedFile> files, OutputStream target) throws IOException;

    /** Writes into a file by its name, or nowhere if the name is empty. */
    default void write(List<LoadedFile> files, String archive) throws IOException {
        try (OutputStream target =
                archive.isEmpty() ? OutputStream.nullOutputStream() : Files.newOutputStream(Path.of(archive))) {
            write(files, target);
        }
    }

    /** A file with its bytes in memory. In the function, they have come from S3. */
    record LoadedFile(String name, MappedByteBuffer bytes) {
        private static final int PIECE = 1 << 20;

        /** Loads the files of a folder, in the order of their names. */
        static List<LoadedFile> loadAll(Path folder) throws IOException {
            List<LoadedFile> loaded = new ArrayList<>();
            for (Path file : SampleFolder.of(folder).files()) {
                try (FileChannel channel = FileChannel.open(file)) {
                    MappedByteBuffer bytes = channel.map(MapMode.READ_ONLY, 0, channel.size());
                    loaded.add(new LoadedFile(file.getFileName().toString(), bytes.load()));
                }
            }
            return loaded;
        }

        interface Taker {
            void take(byte[] piece, int offset, int length) throws IOException;
        }

        void copy(Taker taker) throws IOException {
            ByteBuffer left = bytes.duplicate();
            byte[] piece = new byte[Math.min(PIECE, left.remaining())];
            while (left.hasRemaining()) {
                int length = Math.min(piece.length, left.remaining());
                left.get(piece, 0, length);
                taker.take(piece, 0, length);
            }
        }
    }

    /** Sundown's own ZIP writer: one volume of all files. */
    final class Renderer implements ArchiveWriter {
        private static final Instant MODIFIED = Instant.parse("2022-10-25T08:00:00Z");

        @Override
        public void write(List<LoadedFile> files, OutputStream target) throws IOException {
            ZipWriter zip = new ZipWriter(target, PASSWORD, new SplittableRandom(files.size()));
            for (LoadedFile file : files) {
                zip.begin(file.name(), file.bytes().capacity(), MODIFIED);
                file.copy(zip::write);
                zip.end();
            }
            zip.finish();
        }
    }
}
