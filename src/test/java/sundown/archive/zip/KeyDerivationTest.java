package sundown.archive.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.secret.Secret;

class KeyDerivationTest {
    private static final int BYTES = 200;

    @ParameterizedTest
    @ValueSource(ints = {1, 24, 63, 64, 65, 99})
    void givesTheKeysOfTheJdk(int length) throws Exception {
        String password = "hk4m-9tqz~ w7cp".repeat(7).substring(0, length);
        byte[] salt = Given.salt(length);

        KeyDerivation.Keys keys = new KeyDerivation(new Secret(password)).keys(salt);

        byte[] expected = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1")
                .generateSecret(new PBEKeySpec(password.toCharArray(), salt, 1000, 8 * 66))
                .getEncoded();
        ByteBuffer verifier = ByteBuffer.allocate(2);
        keys.putVerifier(verifier);
        assertThat(keys.encryption().getEncoded()).isEqualTo(Arrays.copyOf(expected, 32));
        assertThat(keys.authentication().getEncoded()).isEqualTo(Arrays.copyOfRange(expected, 32, 64));
        assertThat(verifier.array()).isEqualTo(Arrays.copyOfRange(expected, 64, 66));
    }

    @Test
    void derivesTheSameAgainAfterAnother() {
        KeyDerivation derivation = new KeyDerivation(Given.PASSWORD);
        byte[] first = derivation.keys(Given.salt(1)).encryption().getEncoded();

        assertThat(derivation.keys(Given.salt(2)).encryption().getEncoded()).isNotEqualTo(first);
        assertThat(derivation.keys(Given.salt(1)).encryption().getEncoded()).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pässword", "pass\tword", "\uD83D\uDE00"})
    void refusesPasswordsOnWhichProgramsDiffer(String password) {
        assertThatIllegalArgumentException().isThrownBy(() -> new KeyDerivation(new Secret(password)));
    }

    @Test
    void refusesPasswordsThatAreTooLong() {
        assertThatIllegalArgumentException().isThrownBy(() -> new KeyDerivation(new Secret("a".repeat(100))));
    }

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
