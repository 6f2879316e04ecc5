package sundown.archive.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static sundown.archive.zip.Given.hex;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every field by hand, as APPNOTE.TXT and WinZip's description of AE-2 have it. */
class ZipWriterTest {
    private static final long LIMIT = 0xFFFF_FFFFL;

    /** Needs 5.1, encrypted with a name in UTF-8, method AES, 03:04:04 on 2020-01-02, no CRC. */
    private static final String COMMON = "3300 0108 6300 8218 2250 00000000 ";

    private static final String NAME = "612e747874 ";
    private static final String TIME = "5554 0500 01 a55d0d5e ";
    private static final String TIME_AND_AES = TIME + "0199 0700 0200 4145 03 0000";
    private static final int SALT_AND_VERIFIER = 18;
    private static final int CODE = 10;
    private static final int DOS_TIME = 10;
    private static final int UNIX_TIME = 30 + "a".length() + 5;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ZipWriter zip = new ZipWriter(out, Given.PASSWORD, new Random(1));

    @Test
    void anEntryHasHeadersInFrontAndInTheDirectory() throws IOException {
        zip.write("a.txt", new byte[3], Given.MODIFIED);
        zip.finish();

        byte[] local = hex("504b0304", COMMON, "1f000000 03000000 0500 1400", NAME, TIME_AND_AES);
        byte[] central = hex(
                "504b0102 3f03",
                COMMON,
                "1f000000 03000000 0500 1400 0000 0000 0000 0000a481 00000000",
                NAME,
                TIME_AND_AES);
        int directory = local.length + SALT_AND_VERIFIER + 3 + CODE;
        assertThat(out.toByteArray()).startsWith(local);
        assertThat(from(directory)).startsWith(central);
        assertThat(from(directory + central.length))
                .isEqualTo(hex("504b0506 0000 0000 0100 0100 47000000 56000000 0000"));
    }

    @Test
    void aReadableEntryHasAChecksumAndNoEncryption() throws IOException {
        byte[] contents = {'h', 'o', 'w'};
        zip.writeReadable("a.txt", contents, Given.MODIFIED);
        zip.finish();

        byte[] local = hex("504b0304 2d00 0008 0000 8218 2250 7dd08195 03000000 03000000 0500 0900", NAME, TIME);
        assertThat(out.toByteArray()).startsWith(local);
        assertThat(from(local.length)).startsWith(contents);
        assertThat(from(local.length + contents.length)).startsWith(hex("504b0102 3f03 2d00 0008 0000"));
    }

    @Test
    void aLocalHeaderMovesBothSizesAsSoonAsTheEncryptedOneDoesNotFit() throws IOException {
        zip.begin("a.txt", LIMIT - 29, Given.MODIFIED);
        assertThat(out.toByteArray())
                .startsWith(hex("504b0304", COMMON, "feffffff e2ffffff 0500 1400", NAME, TIME_AND_AES));

        out.reset();
        new ZipWriter(out, Given.PASSWORD, new Random(1)).begin("a.txt", LIMIT - 28, Given.MODIFIED);
        assertThat(out.toByteArray())
                .startsWith(hex(
                        "504b0304",
                        COMMON,
                        "ffffffff ffffffff 0500 2800",
                        NAME,
                        "0100 1000 e3ffffff00000000 ffffffff00000000",
                        TIME_AND_AES));
    }

    @ParameterizedTest
    @CsvSource({
        "4294967266, feffffff e2ffffff 0500 1400, ''",
        "4294967267, ffffffff e3ffffff 0500 2000, 0100 0800 ffffffff00000000",
        "4294967294, ffffffff feffffff 0500 2000, 0100 0800 1a00000001000000",
        "4294967295, ffffffff ffffffff 0500 2800, 0100 1000 ffffffff00000000 1b00000001000000"
    })
    void aCentralHeaderMovesOnlyWhatDoesNotFit(long bytes, String sizes, String zip64) throws IOException {
        zip.begin("a.txt", bytes, Given.MODIFIED);
        int directory = out.size();
        zip.finish();

        assertThat(from(directory))
                .startsWith(hex(
                        "504b0102 3f03",
                        COMMON,
                        sizes,
                        "0000 0000 0000 0000a481",
                        "00000000",
                        NAME,
                        zip64,
                        TIME_AND_AES));
    }

    @Test
    void aFileWithoutEntriesIsItsEnd() throws IOException {
        zip.finish();

        assertThat(out.toByteArray()).isEqualTo(hex("504b0506 0000 0000 0000 0000 00000000 00000000 0000"));
    }

    @Test
    void anEntryTakesNoMoreThanItsCost() throws IOException {
        for (String path : new String[] {"a", "Ferien 2023/Größe.jpg", "x".repeat(300)}) {
            zip.write(path, new byte[100], Given.MODIFIED);
        }
        zip.finish();

        assertThat((long) out.size())
                .isLessThanOrEqualTo(ZipWriter.entryBytes("a", 100)
                        + ZipWriter.entryBytes("Ferien 2023/Größe.jpg", 100)
                        + ZipWriter.entryBytes("x".repeat(300), 100)
                        + ZipWriter.END_BYTES_MAX);
    }

    @Test
    void contentsAreEncryptedWhereTheyLie() throws IOException {
        byte[] contents = new byte[40];
        zip.begin("a", 30, Given.MODIFIED);
        zip.write(contents, 5, 30);

        assertThat(contents).startsWith(0, 0, 0, 0, 0).endsWith(0, 0, 0, 0, 0).isNotEqualTo(new byte[40]);
    }

    @Test
    void contentsHaveTheLengthThatWasSaid() throws IOException {
        zip.begin("long.jpg", 2, Given.MODIFIED);
        assertThatIllegalArgumentException().isThrownBy(() -> zip.write(new byte[3], 0, 3));

        ZipWriter other = new ZipWriter(OutputStream.nullOutputStream(), Given.PASSWORD, new Random(1));
        other.begin("short.jpg", 2, Given.MODIFIED);
        other.write(new byte[1], 0, 1);
        assertThatIllegalArgumentException().isThrownBy(other::end);
    }

    @Test
    void eachEntryHasASaltOfItsOwn() throws IOException {
        RandomGenerator broken = () -> 7;
        ZipWriter same = new ZipWriter(out, Given.PASSWORD, broken);
        same.write("a", new byte[1], Given.MODIFIED);

        assertThatIllegalStateException().isThrownBy(() -> same.write("b", new byte[1], Given.MODIFIED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uD83D.jpg"})
    void aPathHasCharactersAndOnlyWholeOnes(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> zip.begin(path, 1, Given.MODIFIED));
    }

    @Test
    void aPathHasAtMost65535BytesAndOneEntry() throws IOException {
        String longest = "ü".repeat(32_767);
        zip.write(longest, new byte[1], Given.MODIFIED);

        assertThatIllegalArgumentException().isThrownBy(() -> zip.begin(longest, 1, Given.MODIFIED));
        assertThatIllegalArgumentException().isThrownBy(() -> zip.begin(longest + "ü", 1, Given.MODIFIED));
    }

    @ParameterizedTest
    @CsvSource({
        "1980-01-01T00:00:00Z, 0021, 0000",
        "2020-01-02T03:04:05Z, 5022, 1882",
        "2107-12-31T23:59:59Z, ff9f, bf7d",
        "1979-12-31T23:59:59Z, 0021, 0000",
        "-1000000000-01-01T00:00:00Z, 0021, 0000",
        "2108-01-01T00:00:00Z, ff9f, bf7d",
        "+1000000000-12-31T23:59:59Z, ff9f, bf7d",
    })
    void theDosTimeIsTheNearestThatThereIs(Instant modified, String date, String time) throws IOException {
        assertThat(header(modified).getInt(DOS_TIME)).isEqualTo(Integer.parseUnsignedInt(date + time, 16));
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00.9Z, 0",
        "1969-12-31T23:59:59.9Z, -1",
        "2038-01-19T03:14:07Z, 2147483647",
        "2038-01-19T03:14:08Z, 2147483647",
        "1901-12-13T20:45:52Z, -2147483648",
        "1901-12-13T20:45:51Z, -2147483648",
        "+1000000000-12-31T23:59:59Z, 2147483647",
    })
    void theUnixTimeIsTheNearestThatThereIs(Instant modified, int seconds) throws IOException {
        assertThat(header(modified).getInt(UNIX_TIME)).isEqualTo(seconds);
    }

    private ByteBuffer header(Instant modified) throws IOException {
        zip.begin("a", 1, modified);
        return ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    }

    private byte[] from(int offset) {
        byte[] all = out.toByteArray();
        return Arrays.copyOfRange(all, offset, all.length);
    }
}
