package sundown.cli.adopt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.duckdb.DuckDBDataChunkReader;

/**
 * Writes rows to the files of a table's parts, packed on several processors. A part is a range of hashes, so that no
 * part is that of one region or month.
 */
final class PartFiles {
    private static final int PIECE = 1 << 16;

    /** How many pieces wait for each file. */
    private static final int MOST_WAITING = 64;

    private static final byte[] END = {};

    private final ImportFolder folder;
    private final String name;
    private final int parts;
    private final ExecutorService threads;
    private final List<Future<?>> files = new ArrayList<>();
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream(2 * PIECE);
    private BlockingQueue<byte[]> waiting;

    private PartFiles(ImportFolder folder, String name, int parts, ExecutorService threads) {
        this.folder = folder;
        this.name = name;
        this.parts = parts;
        this.threads = threads;
    }

    /**
     * Writes all rows of a view or table.
     *
     * @param view has the columns hash, partition_key, sort_key, and json
     * @param written takes how many more rows are
     */
    static void write(DuckDb engine, ImportFolder folder, String view, String name, int parts, LongConsumer written)
            throws IOException {
        try (ExecutorService threads = Executors.newFixedThreadPool(DuckDb.THREADS)) {
            PartFiles files = new PartFiles(folder, name, parts, threads);
            try {
                engine.each("SELECT hash, json FROM " + view + " ORDER BY hash, partition_key, sort_key", chunk -> {
                    files.add(chunk);
                    written.accept(chunk.rowCount());
                });
                files.beginUntil(parts);
                files.end();
                for (Future<?> file : files.files) {
                    file.get();
                }
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof IOException own ? own : new IOException(failed.getCause());
            } catch (InterruptedException stopped) {
                throw new IOException("The import was stopped.", stopped);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private void add(DuckDBDataChunkReader chunk) throws IOException {
        for (long row = 0; row < chunk.rowCount(); row++) {
            int part = (int) ((chunk.vector(0).getLong(row) * parts) >>> Integer.SIZE);
            beginUntil(part + 1);
            piece.writeBytes(chunk.vector(1).getString(row).getBytes(StandardCharsets.UTF_8));
            piece.write('\n');
            if (piece.size() >= PIECE) {
                hand(piece.toByteArray());
                piece.reset();
            }
        }
    }

    /** Begins files until there are so many. */
    private void beginUntil(int number) throws IOException {
        while (files.size() < number) {
            if (waiting != null) {
                end();
            }
            BlockingQueue<byte[]> pieces = new ArrayBlockingQueue<>(MOST_WAITING);
            Path file = folder.unfinished(name, files.size());
            waiting = pieces;
            files.add(threads.submit(() -> {
                pack(pieces, file);
                return null;
            }));
        }
    }

    private void end() throws IOException {
        hand(piece.toByteArray());
        piece.reset();
        hand(END);
    }

    private void hand(byte[] bytes) throws IOException {
        try {
            if (bytes != END && bytes.length == 0) {
                return;
            }
            while (!waiting.offer(bytes, 1, TimeUnit.SECONDS)) {
                if (files.getLast().isDone()) {
                    return; // it failed, which is seen at the end
                }
            }
        } catch (InterruptedException stopped) {
            throw new IOException("The import was stopped.", stopped);
        }
    }

    private static void pack(BlockingQueue<byte[]> pieces, Path file) throws IOException, InterruptedException {
        try (OutputStream packed = RowFile.packed(Files.newOutputStream(file))) {
            for (byte[] one = pieces.take(); one != END; one = pieces.take()) {
                packed.write(one);
            }
        }
    }
}
