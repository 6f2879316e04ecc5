package sundown.archive.zip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class XorTest {
    private static final int LENGTH = 100;

    @Test
    void bothWaysGiveTheSame() {
        byte[] stream = Given.bytes(1, LENGTH);
        for (int length = 0; length <= LENGTH; length++) {
            byte[] expected = Given.bytes(2, LENGTH);
            for (int index = 0; index < length; index++) {
                expected[index] = (byte) (expected[index] ^ stream[index]);
            }
            for (Xor xor : Xor.values()) {
                byte[] target = Given.bytes(2, LENGTH);
                xor.apply(target, stream, length);
                assertThat(target).isEqualTo(expected);
            }
        }
    }

    @Test
    void theJvmTakesBytes() {
        assertThat(Xor.fastest()).isEqualTo(Xor.BYTES);
    }

    @Test
    void nativeCodeTakesLongs() {
        System.setProperty("org.graalvm.nativeimage.imagecode", "runtime");
        try {
            assertThat(Xor.fastest()).isEqualTo(Xor.LONGS);
        } finally {
            System.clearProperty("org.graalvm.nativeimage.imagecode");
        }
    }
}
