package sundown.cli.inventory;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import sundown.gallery.ObjectKey;
import sundown.purge.BucketEntry;
import sundown.purge.BucketEntry.VersionId;
import sundown.purge.PurgedBucket;

/**
 * That a manifest or an inventory has an entry.
 *
 * @param entry without its tag, which an inventory need not have
 * @param modified when it came to be, as the inventory says; nothing of a manifest
 */
record Sighting(BucketEntry entry, Optional<Instant> modified) implements Evidence {
    private static final long IN_MANIFEST = Long.MIN_VALUE;

    static Sighting inManifest(BucketEntry entry) {
        return new Sighting(
                new BucketEntry(
                        entry.bucket(),
                        entry.key(),
                        entry.version(),
                        entry.kind(),
                        entry.bytes(),
                        Optional.empty(),
                        entry.shared()),
                Optional.empty());
    }

    @Override
    public Name name() {
        return new Name(entry.bucket(), entry.key());
    }

    @Override
    public void write(DataOutputStream out) throws IOException {
        out.writeUTF(entry.bucket().name());
        out.writeUTF(entry.key().value());
        out.writeUTF(entry.version().value());
        out.writeUTF(entry.kind().name());
        out.writeLong(entry.bytes());
        out.writeBoolean(entry.shared());
        out.writeLong(modified.map(Instant::toEpochMilli).orElse(IN_MANIFEST));
    }

    static Sighting read(DataInputStream in) throws IOException {
        BucketEntry entry = new BucketEntry(
                PurgedBucket.valueOf(in.readUTF()),
                new ObjectKey(in.readUTF()),
                new VersionId(in.readUTF()),
                BucketEntry.Kind.valueOf(in.readUTF()),
                in.readLong(),
                Optional.empty(),
                in.readBoolean());
        long modified = in.readLong();
        return new Sighting(
                entry, modified == IN_MANIFEST ? Optional.empty() : Optional.of(Instant.ofEpochMilli(modified)));
    }
}
