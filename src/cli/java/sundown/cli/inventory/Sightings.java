package sundown.cli.inventory;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings together what was seen under one name, however much there is. It spreads sightings over files by their names,
 * and one file over files again, until each fits into memory.
 */
final class Sightings implements AutoCloseable {
    /** So many files are open at once, for each of the few levels. */
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
     * @param inMemory so many sightings fit into memory, some 500 bytes each
     */
    Sightings(Path folder, int inMemory) {
        this(folder, inMemory, 0);
    }

    private Sightings(Path folder, int inMemory, int level) {
        this.folder = folder;
        this.inMemory = inMemory;
        this.level = level;
    }

    void add(Sighting sighting) throws IOException {
        int mixed = sighting.name().hashCode() * 0x9E3779B1;
        int hash = mixed ^ (mixed >>> 15);
        int number = (hash >>> (level * BITS_OF_A_LEVEL)) & (FILES - 1);
        if (!parts.containsKey(number)) {
            parts.put(number, new Part(folder.resolve(level + "-" + number)));
        }
        parts.get(number).add(sighting);
    }

    /** Tells each name once. Nothing can be added any more. */
    void read(Taker<List<Sighting>> taker) throws IOException {
        for (Part part : parts.values()) {
            part.close();
            if (part.count <= inMemory || level + 1 == LEVELS) {
                for (List<Sighting> ofOneName : part.byName()) {
                    taker.take(ofOneName);
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

        private void add(Sighting sighting) throws IOException {
            sighting.write(out);
            count++;
        }

        private Iterable<List<Sighting>> byName() throws IOException {
            Map<Sighting.Name, List<Sighting>> found = new HashMap<>();
            read(sighting -> found.computeIfAbsent(sighting.name(), ignored -> new ArrayList<>(2))
                    .add(sighting));
            return found.values();
        }

        private void read(Taker<Sighting> taker) throws IOException {
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
                for (long left = count; left > 0; left--) {
                    taker.take(Sighting.read(in));
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
