package sundown.archive.zip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EntryCipherTest {
    private static final int BYTES = 200;

    @Test
    void combinesBytesOfAnyLengthAtAnyPlace() {
        byte[] stream = Given.bytes(1, BYTES);
        for (int length = 0; length <= 100; length++) {
            for (int shift = 0; shift < 40; shift += 3) {
                byte[] target = Given.bytes(2, BYTES);
                EntryCipher.xor(target, shift, stream, 2 * shift, length);
                assertThat(target).isEqualTo(expected(stream, shift, length));
            }
        }
    }

    private static byte[] expected(byte[] stream, int shift, int length) {
        byte[] target = Given.bytes(2, BYTES);
        for (int index = 0; index < length; index++) {
            target[shift + index] = (byte) (target[shift + index] ^ stream[2 * shift + index]);
        }
        return target;
    }
}
