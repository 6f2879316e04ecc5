package sundown.local.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A folder of files to be archived.
 *
 * @param files in the order of their names
 */
record SampleFolder(Path path, List<Path> files) {
    private static final long SEED = 20_221_025;
    private static final int FILES_A_VIDEO = 30;
    private static final long MEGABYTE = 1_000_000;
    private static final int PIECE = 1 << 16;

    static SampleFolder of(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return new SampleFolder(path, files.sorted().toList());
        }
    }

    /**
     * Makes a folder with this many bytes in files as large as photos and videos are, half of them in videos. They do
     * not compress, and are always the same.
     */
    static SampleFolder create(Path path, long bytes) throws IOException {
        Files.createDirectory(path);
        SplittableRandom random = new SplittableRandom(SEED);
        int number = 0;
        for (long left = bytes; left > 0; ) {
            number++;
            boolean video = number % FILES_A_VIDEO == 0;
            long size = video
                    ? random.nextLong(50 * MEGABYTE, 200 * MEGABYTE)
                    : random.nextLong(2 * MEGABYTE, 6 * MEGABYTE);
            write(path.resolve("%04d.%s".formatted(number, video ? "mp4" : "jpg")), Math.min(left, size), random);
            left -= size;
        }
        return of(path);
    }

    private static void write(Path file, long bytes, SplittableRandom random) throws IOException {
        byte[] piece = new byte[PIECE];
        try (OutputStream target = Files.newOutputStream(file)) {
            for (long left = bytes; left > 0; left -= PIECE) {
                random.nextBytes(piece);
                target.write(piece, 0, (int) Math.min(left, PIECE));
            }
        }
    }

    /** Makes a folder with links to the first files, until they have this many bytes, or all are there. */
    SampleFolder first(Path other, long bytes) throws IOException {
        Files.createDirectory(other);
        long linked = 0;
        for (Path file : files) {
            if (linked < bytes) {
                Files.createLink(other.resolve(file.getFileName()), file);
                linked += Files.size(file);
            }
        }
        return of(other);
    }

    long bytes() throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return bytes;
    }
}
