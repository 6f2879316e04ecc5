package sundown.cli.inventory;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Brings together all that is said of one object, however much there is. It spreads evidence over files by the object's
 * name, and one file over files again, until each fits into memory.
 */
final class Sightings implements AutoCloseable {
    /** How many files are open at once, for each of the few levels. */
    private static final int FILES = 64;

    private static final int BITS_OF_A_LEVEL = 6;

    /** Then the bits of a name's hash are used up. */
    private static final int LEVELS = 5;

    private final Path folder;
    private final int inMemory;
    private final int level;
    private final Map<Integer, Part> parts = new HashMap<>();

    /**
     * Spreads over files in a folder.
     *
     * @param inMemory so much evidence fits into memory, some 500 bytes each
     */
    Sightings(Path folder, int inMemory) {
        this(folder, inMemory, 0);
    }

    private Sightings(Path folder, int inMemory, int level) {
        this.folder = folder;
        this.inMemory = inMemory;
        this.level = level;
    }

    void add(Evidence evidence) throws IOException {
        int mixed = evidence.name().hashCode() * 0x9E3779B1;
        int hash = mixed ^ (mixed >>> 15);
        int number = (hash >>> (level * BITS_OF_A_LEVEL)) & (FILES - 1);
        if (!parts.containsKey(number)) {
            parts.put(number, new Part(folder.resolve(level + "-" + number)));
        }
        parts.get(number).add(evidence);
    }

    /** Tells each object once. Nothing can be added any more. */
    void read(Taker<Set<Evidence>> taker) throws IOException {
        for (Part part : parts.values()) {
            part.close();
            if (part.count <= inMemory || level + 1 == LEVELS) {
                for (Set<Evidence> ofOneObject : part.byName()) {
                    taker.take(ofOneObject);
                }
            } else {
                try (Sightings finer = new Sightings(folder, inMemory, level + 1)) {
                    part.read(finer::add);
                    part.delete();
                    finer.read(taker);
                }
            }
            part.delete();
        }
    }

    @Override
    public void close() throws IOException {
        for (Part part : parts.values()) {
            part.close();
            part.delete();
        }
    }

    /** One file. */
    private static final class Part {
        private final Path file;
        private final DataOutputStream out;
        private long count;

        private Part(Path file) throws IOException {
            this.file = file;
            this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
        }

        private void add(Evidence evidence) throws IOException {
            Evidence.put(evidence, out);
            count++;
        }

        private Iterable<Set<Evidence>> byName() throws IOException {
            Map<Evidence.Name, Set<Evidence>> found = new HashMap<>();
            read(evidence -> found.computeIfAbsent(evidence.name(), ignored -> new HashSet<>(2))
                    .add(evidence));
            return found.values();
        }

        private void read(Taker<Evidence> taker) throws IOException {
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
                for (long left = count; left > 0; left--) {
                    taker.take(Evidence.read(in));
                }
            }
        }

        private void close() throws IOException {
            out.close();
        }

        private void delete() throws IOException {
            Files.deleteIfExists(file);
        }
    }
}
