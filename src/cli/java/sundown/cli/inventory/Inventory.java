package sundown.cli.inventory;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import sundown.edge.Json;

/**
 * A report of S3 Inventory as CSV, in the folders in which S3 delivers it: {@code <time>/manifest.json} beside
 * {@code data/}.
 *
 * @param bucket the name of the bucket that it lists
 * @param begunAt when S3 began to list
 * @param places of the columns in the data files, from 0
 * @param files names of the data files
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-location.html">S3's
 *     description</a>
 */
record Inventory(
        Path manifest, String bucket, Instant begunAt, Map<InventoryRow.Column, Integer> places, List<String> files) {
    private static final ObjectReader CSV =
            new CsvMapper().readerForListOf(String.class).with(CsvParser.Feature.WRAP_AS_ARRAY);

    /**
     * Reads what it tells of itself.
     *
     * @throws IllegalArgumentException with a sentence for the user when it cannot be used
     */
    static Inventory of(Path manifest) throws IOException {
        JsonNode root = json(manifest);
        String format = root.path("fileFormat").asText();
        if (!format.equals("CSV")) {
            throw new IllegalArgumentException(
                    "%s: the inventory is in %s. Have S3 write it as CSV.".formatted(manifest, format));
        }
        List<String> columns = List.of(root.path("fileSchema").asText().trim().split("\\s*,\\s*"));
        Stream.of(InventoryRow.Column.values())
                .map(InventoryRow.Column::title)
                .filter(required -> !columns.contains(required))
                .findFirst()
                .ifPresent(missing -> {
                    throw new IllegalArgumentException(("%s: the inventory has no %s. Have S3 list all versions,"
                                    + " with their sizes and the dates of their last change.")
                            .formatted(manifest, missing));
                });
        return new Inventory(
                manifest,
                root.path("sourceBucket").asText(),
                Instant.ofEpochMilli(root.path("creationTimestamp").asLong()),
                places(columns),
                root.path("files")
                        .valueStream()
                        .map(file -> file.path("key").asText())
                        .map(key -> key.substring(key.lastIndexOf('/') + 1))
                        .toList());
    }

    private static Map<InventoryRow.Column, Integer> places(List<String> columns) {
        Map<InventoryRow.Column, Integer> places = new EnumMap<>(InventoryRow.Column.class);
        for (InventoryRow.Column column : InventoryRow.Column.values()) {
            places.put(column, columns.indexOf(column.title()));
        }
        return places;
    }

    private static JsonNode json(Path manifest) throws IOException {
        if (!Files.isRegularFile(manifest)) {
            throw new IllegalArgumentException("There is no file " + manifest + ".");
        }
        try {
            JsonNode root = Json.read(Files.readString(manifest));
            if (root.path("files").isArray() && root.path("creationTimestamp").asLong() > 0) {
                return root;
            }
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(manifest + " is not the manifest of an inventory.", unreadable);
        }
        throw new IllegalArgumentException(manifest + " is not the manifest of an inventory.");
    }

    /**
     * Reads all rows, one by one, in whatever order S3 wrote them.
     *
     * @throws IllegalArgumentException with a sentence for the user when a file is missing, broken, or not of this
     *     bucket
     */
    void read(Taker<InventoryRow> rows) throws IOException {
        for (String name : files) {
            read(manifest.toAbsolutePath().getParent().resolveSibling("data").resolve(name), rows);
        }
    }

    private void read(Path file, Taker<InventoryRow> rows) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("There is no file %s, which %s names.".formatted(file, manifest));
        }
        int line = 1;
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
                Reader text = new InputStreamReader(new GZIPInputStream(bytes), StandardCharsets.UTF_8);
                MappingIterator<List<String>> cells = CSV.readValues(text)) {
            for (; cells.hasNextValue(); line++) {
                rows.take(new InventoryRow(this, file, line, cells.nextValue()));
            }
        } catch (EOFException | ZipException | JacksonException broken) {
            boolean row = broken instanceof JacksonException
                    && !(broken.getCause() instanceof EOFException || broken.getCause() instanceof ZipException);
            throw new IllegalArgumentException(
                    row
                            ? "%s, line %d: this is no row of CSV.".formatted(file, line)
                            : file + " is no whole gzip file: get it again.",
                    broken);
        }
    }
}
