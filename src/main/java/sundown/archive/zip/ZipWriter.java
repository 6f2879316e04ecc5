package sundown.archive.zip;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.zip.CRC32;
import sundown.secret.Secret;

/**
 * Writes a password-protected ZIP file in one pass: entries in, bytes out. Each entry is stored, encrypted as WinZip's
 * AE-2 with AES-256, and has a salt of its own; an entry may also be readable without the password. A number that does
 * not fit into its field is moved to a Zip64 extra field, and the field holds {@link #LIMIT}.
 *
 * <p>For one thread. After an exception, the file is useless.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE.TXT, the ZIP file format</a>
 * @see <a href="https://www.winzip.com/en/support/aes-encryption/">AES encryption of ZIP files: AE-1 and AE-2</a>
 */
public final class ZipWriter {
    /** The bytes after the last entry, besides the central directory, at most. */
    public static final int END_BYTES_MAX = 56 + 20 + 22;

    /** The bytes that an entry adds besides its contents and twice its path, at most. */
    private static final int ENTRY_BYTES_MAX = 30 + 20 + 20 + 46 + 28 + 20 + 28;

    private static final int ENCRYPTION_BYTES =
            KeyDerivation.SALT_BYTES + KeyDerivation.Keys.VERIFIER_BYTES + EntryCipher.CODE_BYTES;

    private static final int PATH_BYTES_MAX = 0xFFFF;
    private static final int HEADER_BYTES_MAX = 128;

    private static final int LOCAL_SIGNATURE = 0x04034B50;
    private static final int CENTRAL_SIGNATURE = 0x02014B50;
    private static final int END_SIGNATURE = 0x06054B50;
    private static final int ZIP64_END_SIGNATURE = 0x06064B50;
    private static final int LOCATOR_SIGNATURE = 0x07064B50;
    private static final long ZIP64_END_BYTES_AFTER_COUNT = 44;
    private static final int DISKS = 1;

    /** Unix, version 6.3 of the format. */
    private static final short MADE_BY = 0x033F;

    private static final int READABLE_FILE = 0100644 << 16;
    private static final short NEEDS_ZIP64 = 45;
    private static final short NEEDS_AES = 51;
    private static final short UTF8_NAME = 0x0800;
    private static final short ENCRYPTED_WITH_UTF8_NAME = 0x0801;
    private static final short METHOD_AES = 99;
    private static final short STORED = 0;

    /** The extra field with the time, which every header has. */
    private static final int TIME_BYTES = 9;

    /** The extra field with the encryption. */
    private static final int AES_BYTES = 11;

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

    private final OutputStream out;
    private final KeyDerivation derivation;
    private final RandomGenerator random;
    private final EntryCipher cipher = new EntryCipher();
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private final Set<ByteBuffer> salts = new HashSet<>();
    private final Set<String> paths = new HashSet<>();
    private long position;

    /**
     * Begins a file.
     *
     * @param password at most 99 characters of printable ASCII
     * @param random for the salts
     */
    public ZipWriter(OutputStream out, Secret password, RandomGenerator random) {
        this.out = out;
        this.derivation = new KeyDerivation(password);
        this.random = random;
    }

    /** The bytes that an entry adds to a file, its part of the central directory included, at most. */
    public static long entryBytes(String path, long bytes) {
        return Math.addExact(bytes, ENTRY_BYTES_MAX + 2L * path.getBytes(UTF_8).length);
    }

    /**
     * Begins an entry. Everything but its contents is readable without the password.
     *
     * @param path its name with folders, separated by {@code /}; 1 to 65,535 bytes of UTF-8, written unchanged
     * @param bytes the exact length of its contents
     * @param modified shown by unzip programs in whole seconds; a year outside 1901 to 2038 becomes the nearest of them
     * @throws IllegalArgumentException when the path is no path, or the file has it already
     */
    public void begin(String path, long bytes, Instant modified) throws IOException {
        // A checksum would reveal something about the contents; AE-2 uses the authentication code instead.
        begin(new Entry(path, bytes, Math.addExact(bytes, ENCRYPTION_BYTES), 0, modified));
        byte[] salt = salt();
        KeyDerivation.Keys keys = derivation.keys(salt);
        ByteBuffer begin =
                buffer(salt.length + KeyDerivation.Keys.VERIFIER_BYTES).put(salt);
        keys.putVerifier(begin);
        put(bytes(begin));
        cipher.start(keys, bytes);
    }

    private void begin(Entry entry) throws IOException {
        requirePath(entry.path);
        directory.writeBytes(central(entry, position));
        put(local(entry));
    }

    private void requirePath(String path) {
        byte[] name = path.getBytes(UTF_8);
        if (name.length == 0 || name.length > PATH_BYTES_MAX) {
            throw new IllegalArgumentException("a path has 1 to 65,535 bytes");
        }
        if (!path.equals(new String(name, UTF_8))) {
            throw new IllegalArgumentException("a path must be whole characters, so that two paths never become one");
        }
        if (!paths.add(path)) {
            throw new IllegalArgumentException("two entries have one path");
        }
    }

    /** True if the file has an entry of this path. */
    public boolean has(String path) {
        return paths.contains(path);
    }

    private byte[] salt() {
        byte[] salt = new byte[KeyDerivation.SALT_BYTES];
        random.nextBytes(salt);
        if (!salts.add(ByteBuffer.wrap(salt))) {
            throw new IllegalStateException("two entries have one salt: the source of random numbers is broken");
        }
        return salt;
    }

    /**
     * Writes contents of the entry.
     *
     * @param contents encrypted in place
     * @throws IllegalArgumentException when the entry becomes longer than it was said to be
     */
    public void write(byte[] contents, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
            int count = Math.min(length - done, cipher.available());
            if (count == 0) {
                throw new IllegalArgumentException("the contents of an entry are longer than it was said to be");
            }
            cipher.encrypt(contents, offset + done, count);
            out.write(contents, offset + done, count);
            done += count;
        }
        position += length;
    }

    /**
     * Ends the entry with its authentication code.
     *
     * @throws IllegalArgumentException when it is shorter than it was said to be
     */
    public void end() throws IOException {
        if (cipher.available() > 0) {
            throw new IllegalArgumentException("the contents of an entry are shorter than it was said to be");
        }
        put(cipher.code());
    }

    /** Writes a whole entry. */
    public void write(String path, byte[] contents, Instant modified) throws IOException {
        begin(path, contents.length, modified);
        write(contents, 0, contents.length);
        end();
    }

    /** Writes a whole entry that everybody can read. */
    public void writeReadable(String path, byte[] contents, Instant modified) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(contents);
        begin(new Entry(path, contents.length, contents.length, (int) checksum.getValue(), modified));
        put(contents);
    }

    /** Writes the central directory, by which programs find the entries. */
    public void finish() throws IOException {
        long entriesBytes = position;
        directory.writeTo(out);
        position += directory.size();
        ByteBuffer end = buffer(END_BYTES_MAX);
        if (paths.size() >= ENTRY_LIMIT || overflows(entriesBytes) || overflows(directory.size())) {
            putZip64End(end, entriesBytes);
        }
        short entries = (short) Math.min(paths.size(), ENTRY_LIMIT);
        short commentBytes = 0;
        end.putInt(END_SIGNATURE).putInt(0).putShort(entries).putShort(entries);
        end.putInt(field(directory.size())).putInt(field(entriesBytes)).putShort(commentBytes);
        put(bytes(end));
    }

    private void putZip64End(ByteBuffer end, long entriesBytes) {
        end.putInt(ZIP64_END_SIGNATURE).putLong(ZIP64_END_BYTES_AFTER_COUNT);
        end.putShort(MADE_BY).putShort(NEEDS_ZIP64).putLong(0);
        end.putLong(paths.size()).putLong(paths.size());
        end.putLong(directory.size()).putLong(entriesBytes);
        end.putInt(LOCATOR_SIGNATURE).putInt(0).putLong(position).putInt(DISKS);
    }

    private void put(byte[] bytes) throws IOException {
        out.write(bytes);
        position += bytes.length;
    }

    private static byte[] bytes(ByteBuffer filled) {
        byte[] bytes = new byte[filled.flip().remaining()];
        filled.get(bytes);
        return bytes;
    }

    /**
     * An entry as its headers show it.
     *
     * @param packed the bytes that it takes in the file, with those of its encryption
     */
    private record Entry(String path, long bytes, long packed, int checksum, Instant modified) {
        private boolean isEncrypted() {
            return packed > bytes;
        }

        private byte[] name() {
            return path.getBytes(UTF_8);
        }
    }

    private static byte[] local(Entry entry) {
        // Both sizes or none: here, unlike in the central directory, one cannot stand without the other.
        long[] zip64 = overflows(entry.packed) ? new long[] {entry.bytes, entry.packed} : new long[0];
        boolean elsewhere = zip64.length > 0;
        ByteBuffer header = buffer(HEADER_BYTES_MAX + entry.name().length).putInt(LOCAL_SIGNATURE);
        putCommon(
                header, entry, field(elsewhere ? LIMIT : entry.packed), field(elsewhere ? LIMIT : entry.bytes), zip64);
        putExtras(header.put(entry.name()), entry, zip64);
        return bytes(header);
    }

    private static byte[] central(Entry entry, long offset) {
        long[] zip64 = LongStream.of(entry.bytes, entry.packed, offset)
                .filter(ZipWriter::overflows)
                .toArray();
        ByteBuffer header = buffer(HEADER_BYTES_MAX + entry.name().length);
        header.putInt(CENTRAL_SIGNATURE).putShort(MADE_BY);
        putCommon(header, entry, field(entry.packed), field(entry.bytes), zip64);
        short commentBytes = 0;
        short disk = 0;
        short internalAttributes = 0;
        header.putShort(commentBytes).putShort(disk).putShort(internalAttributes);
        header.putInt(READABLE_FILE).putInt(field(offset));
        putExtras(header.put(entry.name()), entry, zip64);
        return bytes(header);
    }

    /** The fields that local and central headers share, from the version needed to the lengths of name and extras. */
    private static void putCommon(ByteBuffer header, Entry entry, int packed, int bytes, long... zip64) {
        if (entry.isEncrypted()) {
            header.putShort(NEEDS_AES).putShort(ENCRYPTED_WITH_UTF8_NAME).putShort(METHOD_AES);
        } else {
            header.putShort(NEEDS_ZIP64).putShort(UTF8_NAME).putShort(STORED);
        }
        header.putInt(dosTime(entry.modified)).putInt(entry.checksum);
        header.putInt(packed).putInt(bytes);
        int zip64Bytes = zip64.length == 0 ? 0 : 4 + Long.BYTES * zip64.length;
        int extraBytes = zip64Bytes + TIME_BYTES + (entry.isEncrypted() ? AES_BYTES : 0);
        header.putShort((short) entry.name().length).putShort((short) extraBytes);
    }

    private static void putExtras(ByteBuffer header, Entry entry, long... zip64) {
        if (zip64.length > 0) {
            header.putShort(ZIP64_ID).putShort((short) (Long.BYTES * zip64.length));
            LongStream.of(zip64).forEach(header::putLong);
        }
        header.putShort(TIME_ID).putShort((short) 5).put(MODIFICATION_ONLY).putInt(unixTime(entry.modified));
        if (entry.isEncrypted()) {
            header.putShort(AES_ID).putShort((short) 7).putShort(AE_2);
            header.put((byte) 'A').put((byte) 'E').put(AES_256).putShort(STORED);
        }
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
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
