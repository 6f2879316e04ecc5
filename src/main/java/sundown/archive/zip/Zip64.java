package sundown.archive.zip;

import java.nio.ByteBuffer;
import java.util.stream.LongStream;

/**
 * What does not fit into four bytes. The field itself then holds {@link #LIMIT}, and the number stands in an extra
 * field.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE.TXT, 4.4.1.4 and 4.5.3</a>
 */
final class Zip64 {
    /** The first number that does not fit, since it says that the number is elsewhere. */
    static final long LIMIT = 0xFFFF_FFFFL;

    /** The first number of entries that does not fit into two bytes. */
    static final long ENTRY_LIMIT = 0xFFFF;

    private static final short ID = 0x0001;

    private Zip64() {}

    static boolean overflows(long number) {
        return number >= LIMIT;
    }

    static int field(long number) {
        return (int) Math.min(number, LIMIT);
    }

    static long[] overflowing(long... numbers) {
        return LongStream.of(numbers).filter(Zip64::overflows).toArray();
    }

    static int extraBytes(long... numbers) {
        return numbers.length == 0 ? 0 : 4 + Long.BYTES * numbers.length;
    }

    static void putExtra(ByteBuffer header, long... numbers) {
        if (numbers.length > 0) {
            header.putShort(ID).putShort((short) (Long.BYTES * numbers.length));
            LongStream.of(numbers).forEach(header::putLong);
        }
    }
}
