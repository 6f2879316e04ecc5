package sundown.archive.zip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;

/** The fields that an entry's local header and its header in the central directory have in common. */
final class EntryFields {
    /** What encryption adds to the contents: salt, verifier and authentication code. */
    static final int ENCRYPTION_BYTES = Salt.BYTES + EntryKeys.VERIFIER_BYTES + EntryCipher.CODE_BYTES;

    /** The extra fields that every header has: time and encryption. */
    static final int EXTRA_BYTES = 9 + 11;

    private static final short NEEDS_AES = 51;
    private static final short ENCRYPTED_WITH_UTF8_NAME = 0x0801;
    private static final short METHOD_AES = 99;
    private static final short TIME_ID = 0x5455;
    private static final byte MODIFICATION_ONLY = 1;
    private static final short AES_ID = (short) 0x9901;
    private static final short AE_2 = 2;
    private static final byte AES_256 = 3;
    private static final short STORED = 0;

    private EntryFields() {}

    /** A header of so many bytes to be filled. */
    static ByteBuffer header(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static long encryptedBytes(long bytes) {
        return Math.addExact(bytes, ENCRYPTION_BYTES);
    }

    /** From the version needed to the lengths of name and extra fields. */
    static void putCommon(ByteBuffer header, ZipEntry entry, int encryptedBytes, int bytes, int zip64Bytes) {
        header.putShort(NEEDS_AES).putShort(ENCRYPTED_WITH_UTF8_NAME).putShort(METHOD_AES);
        header.putInt(DosTime.of(entry.modified()));
        // The checksum would tell something of the contents; AE-2 leaves it out for the authentication code.
        header.putInt(0);
        header.putInt(encryptedBytes).putInt(bytes);
        header.putShort((short) entry.name().length).putShort((short) (zip64Bytes + EXTRA_BYTES));
    }

    /** The extra fields but for Zip64. */
    static void putExtras(ByteBuffer header, ZipEntry entry) {
        header.putShort(TIME_ID).putShort((short) 5).put(MODIFICATION_ONLY).putInt(unixTime(entry.modified()));
        header.putShort(AES_ID).putShort((short) 7).putShort(AE_2);
        header.put((byte) 'A').put((byte) 'E').put(AES_256).putShort(STORED);
    }

    private static int unixTime(Instant modified) {
        return Math.clamp(modified.getEpochSecond(), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
}
