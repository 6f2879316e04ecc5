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
    private CompletableFuture<Void> allDone = CompletableFuture.completedFuture(null);
    private int begun;

    /** The file of the part that is under way, and what is to be done with it before the next piece. */
    private OutputStream file = OutputStream.nullOutputStream();

    private CompletableFuture<Void> done = allDone;

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
            files.allDone.join();
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
                hand(false);
            }
        }
    }

    /** Begins files until there are so many. */
    private void beginUntil(int number) throws IOException {
        for (; begun < number; begun++) {
            end();
            file = packed(folder.unfinished(name, begun));
            done = CompletableFuture.completedFuture(null);
        }
    }

    private void end() {
        hand(true);
        allDone = CompletableFuture.allOf(allDone, done);
    }

    private void hand(boolean last) {
        byte[] bytes = piece.toByteArray();
        OutputStream its = file;
        piece.reset();
        places.acquireUninterruptibly();
        done = done.thenRunAsync(() -> write(its, bytes, last), threads).whenComplete((_, _) -> places.release());
    }

    private static void write(OutputStream file, byte[] bytes, boolean last) {
        try {
            file.write(bytes);
            if (last) {
                file.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Packs five times as fast as usual, to a little more. */
    private static OutputStream packed(Path file) throws IOException {
        return new GZIPOutputStream(Files.newOutputStream(file), PIECE_BYTES) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        };
    }
}
