package sundown.cli.inventory;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import sundown.gallery.ObjectKey;
import sundown.purge.PurgedBucket;

/** What a manifest, an inventory, or a row says of an object. */
sealed interface Evidence permits Sighting, Naming {
    /** The object of which it says something, all versions of it. */
    record Name(PurgedBucket bucket, ObjectKey key) {}

    Name name();

    void write(DataOutputStream out) throws IOException;

    /** Writes what it is before the rest. */
    static void put(Evidence evidence, DataOutputStream out) throws IOException {
        out.writeBoolean(evidence instanceof Sighting);
        evidence.write(out);
    }

    static Evidence read(DataInputStream in) throws IOException {
        return in.readBoolean() ? Sighting.read(in) : Naming.read(in);
    }
}
