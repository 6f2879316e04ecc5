package sundown.cli.inventory;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.gallery.ObjectKey;
import sundown.purge.BucketEntry;
import sundown.purge.BucketEntry.VersionId;
import sundown.purge.PurgedBucket;

/** A row of an inventory. It names the file and the line of a cell that it cannot read. */
record InventoryRow(Inventory inventory, Path file, int line, List<String> cells) {
    /** What S3 calls a version that it stored while the bucket kept none. */
    private static final String NO_VERSION = "null";

    /** The columns that are read. */
    enum Column {
        BUCKET("Bucket"),
        KEY("Key"),
        VERSION("VersionId"),
        MARKER("IsDeleteMarker"),
        BYTES("Size"),
        MODIFIED("LastModifiedDate");

        private final String title;

        Column(String title) {
            this.title = title;
        }

        /** As S3 writes it in {@code fileSchema}. */
        String title() {
            return title;
        }
    }

    /** The key, which S3 has encoded for URLs. */
    String key() {
        if (!text(Column.BUCKET).equals(inventory.bucket())) {
            throw invalid(Column.BUCKET, "is not " + inventory.bucket());
        }
        try {
            return URLDecoder.decode(text(Column.KEY), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw invalid(Column.KEY, "is not encoded for URLs");
        }
    }

    /** @param key of this row */
    Sighting sighting(PurgedBucket bucket, String key) {
        boolean marker = marker();
        return new Sighting(
                new BucketEntry(
                        bucket,
                        new ObjectKey(key),
                        new VersionId(text(Column.VERSION).isEmpty() ? NO_VERSION : text(Column.VERSION)),
                        marker ? BucketEntry.Kind.MARKER : BucketEntry.Kind.VERSION,
                        marker ? 0 : bytes(),
                        Optional.empty(),
                        false),
                Optional.of(modified()));
    }

    private boolean marker() {
        return switch (text(Column.MARKER)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(Column.MARKER, "is neither true nor false");
        };
    }

    private long bytes() {
        try {
            return Long.parseUnsignedLong(text(Column.BYTES));
        } catch (NumberFormatException broken) {
            throw invalid(Column.BYTES, "is not a number of bytes");
        }
    }

    private Instant modified() {
        try {
            return Instant.parse(text(Column.MODIFIED));
        } catch (DateTimeException broken) {
            throw invalid(Column.MODIFIED, "is not a time");
        }
    }

    private String text(Column column) {
        int place = inventory.places().get(column);
        if (place >= cells.size()) {
            throw new IllegalArgumentException("%s, line %d: there is no %s.".formatted(file, line, column.title()));
        }
        return cells.get(place);
    }

    private IllegalArgumentException invalid(Column column, String why) {
        return new IllegalArgumentException(
                "%s, line %d: the %s \"%s\" %s.".formatted(file, line, column.title(), text(column), why));
    }
}
