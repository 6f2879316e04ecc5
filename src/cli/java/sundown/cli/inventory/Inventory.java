package sundown.cli.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sundown.cli.adopt.CsvReader;
import sundown.cli.adopt.DuckDb;
import sundown.cli.adopt.ExportedRows;
import sundown.cli.adopt.Place.LocalPlace;
import sundown.cli.adopt.Place.Source;
import sundown.edge.Json;

/**
 * A report of S3 Inventory as CSV, in the folders in which S3 delivers it: {@code <time>/manifest.json} beside
 * {@code data/}.
 *
 * @param bucket the name of the bucket that it lists
 * @param begunAt when S3 began to list
 * @param columns of the data files
 * @param files names of the data files
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-location.html">S3's
 *     description</a>
 */
record Inventory(Path manifest, String bucket, Instant begunAt, List<String> columns, List<String> files) {
    private static final List<String> REQUIRED =
            List.of("Bucket", "Key", "VersionId", "IsDeleteMarker", "Size", "LastModifiedDate");

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
        REQUIRED.stream()
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
                columns,
                root.path("files")
                        .valueStream()
                        .map(file -> file.path("key").asText())
                        .map(key -> key.substring(key.lastIndexOf('/') + 1))
                        .toList());
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
     * Has statements read all rows, in whatever order S3 wrote them.
     *
     * @throws IllegalArgumentException with a sentence for the user when a file is missing
     */
    List<Source> register(DuckDb engine, String name) throws IOException {
        List<Source> data = new ArrayList<>();
        for (String file : files) {
            Path path =
                    manifest.toAbsolutePath().getParent().resolveSibling("data").resolve(file);
            data.add(new LocalPlace(path)
                    .find()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "There is no file %s, which %s names.".formatted(path, manifest))));
        }
        List<String> names =
                columns.stream().map(column -> column.toLowerCase(Locale.ROOT)).toList();
        ExportedRows.register(engine, name, names, data, file -> CsvReader.unnamed(file, names.size()), _ -> {});
        return data;
    }
}
