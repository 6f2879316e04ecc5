package sundown.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Sha1Test {
    /** From RFC 3174, section 7.3: the digest of "abc". */
    private static final String OF_ABC = "a9993e364706816aba3e25717850c26c9cd0d89d";

    @Test
    void isWhatTheJdkComputes() throws NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-1").digest("abc".getBytes(StandardCharsets.US_ASCII));

        assertThat(Sha1.of(digest)).isEqualTo(new Sha1(OF_ABC));
    }

    @Test
    void isWrittenAsHeadersWantIt() {
        assertThat(new Sha1(OF_ABC).base64()).isEqualTo("qZk+NkcGgWq6PiVxeFDCbJzQ2J0=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a9993e",
                "A9993E364706816ABA3E25717850C26C9CD0D89D",
                "g9993e364706816aba3e25717850c26c9cd0d89d",
                "a9993e364706816aba3e25717850c26c9cd0d89d0"
            })
    void refusesEverythingElse(String hex) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Sha1(hex));
    }
}
