package sundown.archive.zip;

import java.nio.ByteBuffer;

/** The last bytes of a volume, by which a program finds the central directory; with those of Zip64 where needed. */
final class EndOfDirectory {
    /** Unix, version 6.3 of the format. */
    static final short MADE_BY = 0x033F;

    private static final int SIGNATURE = 0x06054B50;
    private static final int BYTES = 22;
    private static final int ZIP64_SIGNATURE = 0x06064B50;
    private static final int ZIP64_BYTES = 56;
    private static final int ZIP64_BYTES_BEFORE_COUNTING = 12;
    private static final short NEEDS_ZIP64 = 45;
    private static final int LOCATOR_SIGNATURE = 0x07064B50;
    private static final int LOCATOR_BYTES = 20;
    private static final int DISKS = 1;

    private EndOfDirectory() {}

    static int bytes(VolumeSize size) {
        return needsZip64(size) ? ZIP64_BYTES + LOCATOR_BYTES + BYTES : BYTES;
    }

    static ByteBuffer of(VolumeSize size) {
        ByteBuffer end = EntryFields.header(bytes(size));
        if (needsZip64(size)) {
            putZip64(end, size);
            putLocator(end, Math.addExact(size.entriesBytes(), size.directoryBytes()));
        }
        short entries = (short) Math.min(size.entries(), Zip64.ENTRY_LIMIT);
        short commentBytes = 0;
        end.putInt(SIGNATURE).putInt(0).putShort(entries).putShort(entries);
        end.putInt(Zip64.field(size.directoryBytes())).putInt(Zip64.field(size.entriesBytes()));
        return end.putShort(commentBytes).flip();
    }

    private static boolean needsZip64(VolumeSize size) {
        return size.entries() >= Zip64.ENTRY_LIMIT
                || Zip64.overflows(size.entriesBytes())
                || Zip64.overflows(size.directoryBytes());
    }

    private static void putZip64(ByteBuffer end, VolumeSize size) {
        end.putInt(ZIP64_SIGNATURE).putLong(ZIP64_BYTES - ZIP64_BYTES_BEFORE_COUNTING);
        end.putShort(MADE_BY).putShort(NEEDS_ZIP64).putLong(0);
        end.putLong(size.entries()).putLong(size.entries());
        end.putLong(size.directoryBytes()).putLong(size.entriesBytes());
    }

    private static void putLocator(ByteBuffer end, long zip64Offset) {
        end.putInt(LOCATOR_SIGNATURE).putInt(0).putLong(zip64Offset).putInt(DISKS);
    }
}
