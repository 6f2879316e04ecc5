package sundown.archive.zip;

import java.nio.ByteBuffer;

/** What the central directory says of an entry. */
final class CentralHeader {
    private static final int SIGNATURE = 0x02014B50;
    private static final int FIXED_BYTES = 46;
    private static final int READABLE_FILE = 0100644 << 16;

    private CentralHeader() {}

    /** Its length for an entry whose local header begins at an offset of the volume. */
    static int bytes(int nameBytes, long bytes, long offset) {
        return FIXED_BYTES + nameBytes + Zip64.extraBytes(zip64(bytes, offset)) + EntryFields.EXTRA_BYTES;
    }

    static ByteBuffer of(ZipEntry entry, long offset) {
        byte[] name = entry.name();
        long[] zip64 = zip64(entry.bytes(), offset);
        ByteBuffer header = EntryFields.header(bytes(name.length, entry.bytes(), offset));
        header.putInt(SIGNATURE).putShort(EndOfDirectory.MADE_BY);
        EntryFields.putCommon(
                header,
                entry,
                Zip64.field(EntryFields.encryptedBytes(entry.bytes())),
                Zip64.field(entry.bytes()),
                Zip64.extraBytes(zip64));
        short commentBytes = 0;
        short disk = 0;
        short internalAttributes = 0;
        header.putShort(commentBytes).putShort(disk).putShort(internalAttributes);
        header.putInt(READABLE_FILE).putInt(Zip64.field(offset));
        header.put(name);
        Zip64.putExtra(header, zip64);
        EntryFields.putExtras(header, entry);
        return header.flip();
    }

    private static long[] zip64(long bytes, long offset) {
        return Zip64.overflowing(bytes, EntryFields.encryptedBytes(bytes), offset);
    }
}
