package sundown.archive.zip;

import java.nio.ByteBuffer;

/** What stands before the contents of an entry. */
final class LocalHeader {
    private static final int SIGNATURE = 0x04034B50;
    private static final int FIXED_BYTES = 30;

    private LocalHeader() {}

    static int bytes(int nameBytes, long bytes) {
        return FIXED_BYTES + nameBytes + Zip64.extraBytes(zip64(bytes)) + EntryFields.EXTRA_BYTES;
    }

    static ByteBuffer of(ZipEntry entry) {
        byte[] name = entry.name();
        long[] zip64 = zip64(entry.bytes());
        boolean elsewhere = zip64.length > 0;
        ByteBuffer header = EntryFields.header(bytes(name.length, entry.bytes()));
        header.putInt(SIGNATURE);
        EntryFields.putCommon(
                header,
                entry,
                Zip64.field(elsewhere ? Zip64.LIMIT : EntryFields.encryptedBytes(entry.bytes())),
                Zip64.field(elsewhere ? Zip64.LIMIT : entry.bytes()),
                Zip64.extraBytes(zip64));
        header.put(name);
        Zip64.putExtra(header, zip64);
        EntryFields.putExtras(header, entry);
        return header.flip();
    }

    /** Both sizes or none: here, unlike in the central directory, one cannot stand without the other. */
    private static long[] zip64(long bytes) {
        long encrypted = EntryFields.encryptedBytes(bytes);
        return Zip64.overflows(encrypted) ? new long[] {bytes, encrypted} : new long[0];
    }
}
