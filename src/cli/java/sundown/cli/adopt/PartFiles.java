package sundown.cli.adopt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.LongConsumer;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.duckdb.DuckDBDataChunkReader;

/**
 * Writes rows to the files of a table's parts as DynamoDB imports them from S3: DynamoDB JSON, a row a line, packed
 * with gzip on several processors. A part is a range of hashes, so that no part is that of one region or month.
 */
final class PartFiles {
    private static final int PIECE_BYTES = 1 << 16;

    /** How many pieces wait for all files. */
    private static final int WAITING_MAX = 128;

    private final ImportFolder folder;
    private final String name;
    private final int parts;
    private final ExecutorService threads;
    private final Semaphore places = new Semaphore(WAITING_MAX);
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream(2 * PIECE_BYTES);
    private CompletableFuture<Void> files = CompletableFuture.completedFuture(null);
    private int begun;

    /** The file of the part that is under way, and what is to be done with it before the next piece. */
    private OutputStream file = OutputStream.nullOutputStream();

    private CompletableFuture<Void> done = files;

    private PartFiles(ImportFolder folder, String name, int parts, ExecutorService threads) {
        this.folder = folder;
        this.name = name;
        this.parts = parts;
        this.threads = threads;
    }

    /**
     * Writes all rows of a view.
     *
     * @param view has the columns hash and json
     * @param place columns by which rows of one hash have an order that is always the same
     * @param written takes how many more rows are
     */
    static void write(
            DuckDb engine, ImportFolder folder, String view, String place, String name, int parts, LongConsumer written)
            throws IOException {
        try (ExecutorService threads = Executors.newFixedThreadPool(DuckDb.THREADS)) {
            PartFiles files = new PartFiles(folder, name, parts, threads);
            engine.each("SELECT hash, json FROM " + view + " ORDER BY hash, " + place, chunk -> {
                files.add(chunk);
                written.accept(chunk.rowCount());
            });
            files.beginUntil(parts);
            files.end();
            files.files.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof UncheckedIOException own ? own.getCause() : new IOException(failed);
        }
    }

    private void add(DuckDBDataChunkReader chunk) throws IOException {
        for (long row = 0; row < chunk.rowCount(); row++) {
            beginUntil((int) ((chunk.vector(0).getLong(row) * parts) >>> Integer.SIZE) + 1);
            piece.writeBytes(chunk.vector(1).getString(row).getBytes(StandardCharsets.UTF_8));
            piece.write('\n');
            if (piece.size() >= PIECE_BYTES) {
                hand();
            }
        }
    }

    /** Begins files until there are so many. */
    private void beginUntil(int number) throws IOException {
        for (; begun < number; begun++) {
            end();
            file = new Packed(folder.unfinished(name, begun));
            done = CompletableFuture.completedFuture(null);
        }
    }

    private void hand() {
        byte[] bytes = piece.toByteArray();
        OutputStream its = file;
        piece.reset();
        places.acquireUninterruptibly();
        done = done.thenRunAsync(() -> attempt(() -> its.write(bytes)), threads)
                .whenComplete((_, _) -> places.release());
    }

    private void end() {
        hand();
        OutputStream its = file;
        files = CompletableFuture.allOf(files, done.thenRunAsync(() -> attempt(its::close), threads));
    }

    private interface Writing {
        void run() throws IOException;
    }

    private static void attempt(Writing writing) {
        try {
            writing.run();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Packs five times as fast as usual, to a little more. */
    private static final class Packed extends GZIPOutputStream {
        Packed(Path file) throws IOException {
            super(Files.newOutputStream(file), PIECE_BYTES);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
