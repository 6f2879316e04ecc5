package sundown.archive.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.archive.zip.Given.hex;

import org.junit.jupiter.api.Test;
import sundown.archive.zip.VolumeLayout.Size;

/** Every field by hand, as APPNOTE.TXT and WinZip's description of AE-2 have it. */
class HeadersTest {
    private static final long LIMIT = 0xFFFF_FFFFL;

    /** Needs 5.1, encrypted with a name in UTF-8, method AES, 03:04:04 on 2020-01-02, no CRC. */
    private static final String COMMON = "3300 0108 6300 8218 2250 00000000 ";

    private static final String NAME = "612e747874 ";
    private static final String TIME_AND_AES = "5554 0500 01 a55d0d5e  0199 0700 0200 4145 03 0000";

    @Test
    void aLocalHeaderHoldsBothSizesAndBothExtraFields() {
        assertThat(Headers.local(entry(3)).array())
                .isEqualTo(hex("504b0304", COMMON, "1f000000 03000000 0500 1400", NAME, TIME_AND_AES));
    }

    @Test
    void aCentralHeaderHoldsTheSameAndWhereTheEntryIs() {
        assertThat(Headers.central(entry(3), 0x01020304).array())
                .isEqualTo(hex(
                        "504b0102 3f03",
                        COMMON,
                        "1f000000 03000000 0500 1400 0000 0000 0000 0000a481 04030201",
                        NAME,
                        TIME_AND_AES));
    }

    @Test
    void aLocalHeaderMovesBothSizesAsSoonAsTheEncryptedOneDoesNotFit() {
        assertThat(Headers.local(entry(LIMIT - 29)).array())
                .isEqualTo(hex("504b0304", COMMON, "feffffff e2ffffff 0500 1400", NAME, TIME_AND_AES));
        assertThat(Headers.local(entry(LIMIT - 28)).array())
                .isEqualTo(hex(
                        "504b0304",
                        COMMON,
                        "ffffffff ffffffff 0500 2800",
                        NAME,
                        "0100 1000 e3ffffff00000000 ffffffff00000000",
                        TIME_AND_AES));
    }

    @Test
    void aCentralHeaderMovesOnlyWhatDoesNotFit() {
        assertThat(Headers.central(entry(LIMIT - 29), LIMIT - 1).array())
                .isEqualTo(central("feffffff e2ffffff 0500 1400", "feffffff", ""));
        assertThat(Headers.central(entry(LIMIT - 28), LIMIT - 1).array())
                .isEqualTo(central("ffffffff e3ffffff 0500 2000", "feffffff", "0100 0800 ffffffff00000000"));
        assertThat(Headers.central(entry(LIMIT - 1), 0).array())
                .isEqualTo(central("ffffffff feffffff 0500 2000", "00000000", "0100 0800 1a00000001000000"));
        assertThat(Headers.central(entry(LIMIT), 0).array())
                .isEqualTo(central(
                        "ffffffff ffffffff 0500 2800", "00000000", "0100 1000 ffffffff00000000 1b00000001000000"));
        assertThat(Headers.central(entry(3), LIMIT).array())
                .isEqualTo(central("1f000000 03000000 0500 2000", "ffffffff", "0100 0800 ffffffff00000000"));
        assertThat(Headers.central(entry(LIMIT), LIMIT + 1).array())
                .isEqualTo(central(
                        "ffffffff ffffffff 0500 3000",
                        "ffffffff",
                        "0100 1800 ffffffff00000000 1b00000001000000 0000000001000000"));
    }

    @Test
    void theEndSaysWhereTheDirectoryIs() {
        assertThat(Headers.end(new Size(2, 0x56, 0x47)).array())
                .isEqualTo(hex("504b0506 0000 0000 0200 0200 47000000 56000000 0000"));
        assertThat(Headers.end(new Size(0xFFFE, LIMIT - 1, LIMIT - 1)).array())
                .isEqualTo(hex("504b0506 0000 0000 feff feff feffffff feffffff 0000"));
    }

    @Test
    void theEndOfZip64ComesBeforeItForManyEntriesALateOrALargeDirectory() {
        assertThat(Headers.end(new Size(0xFFFF, 0x56, 0x47)).array())
                .isEqualTo(hex(
                        "504b0606 2c00000000000000 3f03 2d00 00000000 00000000 ffff000000000000 ffff000000000000",
                        "4700000000000000 5600000000000000",
                        "504b0607 00000000 9d00000000000000 01000000",
                        "504b0506 0000 0000 ffff ffff 47000000 56000000 0000"));
        assertThat(Headers.end(new Size(2, LIMIT, 0x47)).array())
                .isEqualTo(hex(
                        "504b0606 2c00000000000000 3f03 2d00 00000000 00000000 0200000000000000 0200000000000000",
                        "4700000000000000 ffffffff00000000",
                        "504b0607 00000000 4600000001000000 01000000",
                        "504b0506 0000 0000 0200 0200 47000000 ffffffff 0000"));
        assertThat(Headers.end(new Size(2, 0x56, LIMIT)).array())
                .endsWith(hex("504b0506 0000 0000 0200 0200 ffffffff 56000000 0000"))
                .hasSize(98);
    }

    private static ZipEntry entry(long bytes) {
        return Given.entry("a.txt", bytes);
    }

    private static byte[] central(String sizes, String offset, String zip64) {
        return hex("504b0102 3f03", COMMON, sizes, "0000 0000 0000 0000a481", offset, NAME, zip64, TIME_AND_AES);
    }
}
