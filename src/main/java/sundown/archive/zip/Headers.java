package sundown.archive.zip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.stream.LongStream;

/**
 * The bytes of a volume that are not an entry's contents: a local header before each entry, a header for each entry in
 * the central directory, and the end of the directory.
 *
 * <p>A number that does not fit into its field is moved to a Zip64 extra field, and the field holds {@link #LIMIT}.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE.TXT, 4.3 to 4.5</a>
 */
final class Headers {
    /** What encryption adds to the contents: salt, verifier and authentication code. */
    static final int ENCRYPTION_BYTES =
            ZipEntry.Salt.BYTES + KeyDerivation.Keys.VERIFIER_BYTES + EntryCipher.CODE_BYTES;

    private static final int LOCAL_SIGNATURE = 0x04034B50;
    private static final int LOCAL_BYTES = 30;
    private static final int CENTRAL_SIGNATURE = 0x02014B50;
    private static final int CENTRAL_BYTES = 46;
    private static final int END_SIGNATURE = 0x06054B50;
    private static final int END_BYTES = 22;
    private static final int ZIP64_END_SIGNATURE = 0x06064B50;
    private static final int ZIP64_END_BYTES = 56;
    private static final int ZIP64_END_BYTES_BEFORE_COUNTING = 12;
    private static final int LOCATOR_SIGNATURE = 0x07064B50;
    private static final int LOCATOR_BYTES = 20;
    private static final int DISKS = 1;

    /** Unix, version 6.3 of the format. */
    private static final short MADE_BY = 0x033F;

    private static final int READABLE_FILE = 0100644 << 16;
    private static final short NEEDS_ZIP64 = 45;
    private static final short NEEDS_AES = 51;
    private static final short ENCRYPTED_WITH_UTF8_NAME = 0x0801;
    private static final short METHOD_AES = 99;
    private static final short STORED = 0;

    /** The extra fields that every header has: time and encryption. */
    private static final int EXTRA_BYTES = 9 + 11;

    private static final short TIME_ID = 0x5455;
    private static final byte MODIFICATION_ONLY = 1;
    private static final short AES_ID = (short) 0x9901;
    private static final short AE_2 = 2;
    private static final byte AES_256 = 3;
    private static final short ZIP64_ID = 0x0001;

    /** The first number that does not fit into four bytes: it means that the number is in the Zip64 field. */
    private static final long LIMIT = 0xFFFF_FFFFL;

    /** The first number of entries that does not fit into two bytes. */
    private static final long ENTRY_LIMIT = 0xFFFF;

    private static final int FIRST_DOS_YEAR = 1980;
    private static final Instant FIRST_DOS_TIME = Instant.parse("1980-01-01T00:00:00Z");
    private static final Instant LAST_DOS_TIME = Instant.parse("2107-12-31T23:59:58Z");

    private Headers() {}

    static long encryptedBytes(long bytes) {
        return Math.addExact(bytes, ENCRYPTION_BYTES);
    }

    static int localBytes(int nameBytes, long bytes) {
        return LOCAL_BYTES + nameBytes + zip64Bytes(localZip64(bytes)) + EXTRA_BYTES;
    }

    static ByteBuffer local(ZipEntry entry) {
        byte[] name = entry.name();
        long[] zip64 = localZip64(entry.bytes());
        boolean elsewhere = zip64.length > 0;
        ByteBuffer header = buffer(localBytes(name.length, entry.bytes()));
        header.putInt(LOCAL_SIGNATURE);
        putCommon(
                header,
                entry,
                field(elsewhere ? LIMIT : encryptedBytes(entry.bytes())),
                field(elsewhere ? LIMIT : entry.bytes()),
                zip64Bytes(zip64));
        header.put(name);
        putExtras(header, entry, zip64);
        return header.flip();
    }

    /** Both sizes or none: here, unlike in the central directory, one cannot stand without the other. */
    private static long[] localZip64(long bytes) {
        long encrypted = encryptedBytes(bytes);
        return overflows(encrypted) ? new long[] {bytes, encrypted} : new long[0];
    }

    /** The length of the central header of an entry whose local header begins at this offset of the volume. */
    static int centralBytes(int nameBytes, long bytes, long offset) {
        return CENTRAL_BYTES + nameBytes + zip64Bytes(centralZip64(bytes, offset)) + EXTRA_BYTES;
    }

    static ByteBuffer central(ZipEntry entry, long offset) {
        byte[] name = entry.name();
        long[] zip64 = centralZip64(entry.bytes(), offset);
        ByteBuffer header = buffer(centralBytes(name.length, entry.bytes(), offset));
        header.putInt(CENTRAL_SIGNATURE).putShort(MADE_BY);
        putCommon(header, entry, field(encryptedBytes(entry.bytes())), field(entry.bytes()), zip64Bytes(zip64));
        short commentBytes = 0;
        short disk = 0;
        short internalAttributes = 0;
        header.putShort(commentBytes).putShort(disk).putShort(internalAttributes);
        header.putInt(READABLE_FILE).putInt(field(offset));
        header.put(name);
        putExtras(header, entry, zip64);
        return header.flip();
    }

    private static long[] centralZip64(long bytes, long offset) {
        return LongStream.of(bytes, encryptedBytes(bytes), offset)
                .filter(Headers::overflows)
                .toArray();
    }

    static int endBytes(VolumeLayout.Size size) {
        return needsZip64(size) ? ZIP64_END_BYTES + LOCATOR_BYTES + END_BYTES : END_BYTES;
    }

    /** The last bytes of a volume, by which a program finds the central directory. */
    static ByteBuffer end(VolumeLayout.Size size) {
        ByteBuffer end = buffer(endBytes(size));
        if (needsZip64(size)) {
            putZip64End(end, size);
            putLocator(end, Math.addExact(size.entriesBytes(), size.directoryBytes()));
        }
        short entries = (short) Math.min(size.entries(), ENTRY_LIMIT);
        short commentBytes = 0;
        end.putInt(END_SIGNATURE).putInt(0).putShort(entries).putShort(entries);
        end.putInt(field(size.directoryBytes())).putInt(field(size.entriesBytes()));
        return end.putShort(commentBytes).flip();
    }

    private static boolean needsZip64(VolumeLayout.Size size) {
        return size.entries() >= ENTRY_LIMIT || overflows(size.entriesBytes()) || overflows(size.directoryBytes());
    }

    private static void putZip64End(ByteBuffer end, VolumeLayout.Size size) {
        end.putInt(ZIP64_END_SIGNATURE).putLong(ZIP64_END_BYTES - ZIP64_END_BYTES_BEFORE_COUNTING);
        end.putShort(MADE_BY).putShort(NEEDS_ZIP64).putLong(0);
        end.putLong(size.entries()).putLong(size.entries());
        end.putLong(size.directoryBytes()).putLong(size.entriesBytes());
    }

    private static void putLocator(ByteBuffer end, long zip64Offset) {
        end.putInt(LOCATOR_SIGNATURE).putInt(0).putLong(zip64Offset).putInt(DISKS);
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The fields that local and central headers share, from the version needed to the lengths of name and extras. */
    private static void putCommon(ByteBuffer header, ZipEntry entry, int encryptedBytes, int bytes, int zip64Bytes) {
        header.putShort(NEEDS_AES).putShort(ENCRYPTED_WITH_UTF8_NAME).putShort(METHOD_AES);
        header.putInt(dosTime(entry.modified()));
        // A checksum would reveal something about the contents; AE-2 uses the authentication code instead.
        header.putInt(0);
        header.putInt(encryptedBytes).putInt(bytes);
        header.putShort((short) entry.name().length).putShort((short) (zip64Bytes + EXTRA_BYTES));
    }

    private static void putExtras(ByteBuffer header, ZipEntry entry, long... zip64) {
        if (zip64.length > 0) {
            header.putShort(ZIP64_ID).putShort((short) (Long.BYTES * zip64.length));
            LongStream.of(zip64).forEach(header::putLong);
        }
        header.putShort(TIME_ID).putShort((short) 5).put(MODIFICATION_ONLY).putInt(unixTime(entry.modified()));
        header.putShort(AES_ID).putShort((short) 7).putShort(AE_2);
        header.put((byte) 'A').put((byte) 'E').put(AES_256).putShort(STORED);
    }

    private static int zip64Bytes(long... numbers) {
        return numbers.length == 0 ? 0 : 4 + Long.BYTES * numbers.length;
    }

    private static boolean overflows(long number) {
        return number >= LIMIT;
    }

    private static int field(long number) {
        return (int) Math.min(number, LIMIT);
    }

    private static int unixTime(Instant modified) {
        return Math.clamp(modified.getEpochSecond(), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /**
     * The time for programs that ignore the extra field, in UTC and in steps of two seconds: the time of day in the
     * lower two bytes, the date in the upper two.
     */
    private static int dosTime(Instant modified) {
        Instant earliest = modified.isBefore(FIRST_DOS_TIME) ? FIRST_DOS_TIME : modified;
        OffsetDateTime at = (earliest.isAfter(LAST_DOS_TIME) ? LAST_DOS_TIME : earliest).atOffset(ZoneOffset.UTC);
        int date = (at.getYear() - FIRST_DOS_YEAR) << 9 | at.getMonthValue() << 5 | at.getDayOfMonth();
        int time = at.getHour() << 11 | at.getMinute() << 5 | at.getSecond() / 2;
        return date << 16 | time;
    }
}
