package sundown.cli.inventory;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import sundown.gallery.ObjectKey;
import sundown.purge.PurgedBucket;

/** That the row of an item names an object of the gallery. */
record Naming(ObjectKey key, Whose whose) implements Evidence {
    /** To a comparison, one user is like another of the same kind, and an object may have a great many. */
    enum Whose {
        HELD,
        PLANNED,
        OTHERS
    }

    @Override
    public Name name() {
        return new Name(PurgedBucket.GALLERY, key);
    }

    @Override
    public void write(DataOutputStream out) throws IOException {
        out.writeUTF(key.value());
        out.writeUTF(whose.name());
    }

    static Naming read(DataInputStream in) throws IOException {
        return new Naming(new ObjectKey(in.readUTF()), Whose.valueOf(in.readUTF()));
    }
}
